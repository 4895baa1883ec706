package dev.rastro.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files and folders that are there whole, or not at all, also after a power cut: they are made
 * under another name, forced to the disk, renamed, and then the folder is forced that knows the
 * name. A name may otherwise reach the disk before what it stands for.
 */
final class DurableFiles {

    private static final String UNFINISHED = "unfinished-";

    private DurableFiles() {}

    /** As {@link Files#createDirectories}; each folder that is new is known to the one above it. */
    static Path createDirectories(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            var parent = parent(folder);
            createDirectories(parent);
            Files.createDirectories(folder);
            force(parent);
        }
        return folder;
    }

    /** Where a folder is made, until {@link #rename} gives it its name. */
    static Path createUnfinished(Path parent) throws IOException {
        return Files.createTempDirectory(parent, UNFINISHED);
    }

    /** Only its owner can read it. */
    static void write(Path file, String content) throws IOException {
        var unfinished = Files.createTempFile(parent(file), UNFINISHED, ".tmp");
        try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        rename(unfinished, file);
    }

    /** The content is to be on the disk already. */
    static void rename(Path unfinished, Path target) throws IOException {
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        force(parent(target));
    }

    /** Takes its name from what is no longer wanted; {@link #deleteLeftovers} does the rest. */
    static void discard(Path path) throws IOException {
        rename(path, createUnfinished(parent(path)).resolve("discarded"));
    }

    /** Forces a folder with all that is in it. */
    static void forceAll(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.filter(path -> !Files.isSymbolicLink(path)).toList();
        }
        for (Path path : all) {
            force(path);
        }
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what processes left behind that died at work. */
    static void deleteLeftovers(Path parent) throws IOException {
        try (var children = Files.newDirectoryStream(parent, UNFINISHED + "*")) {
            for (Path child : children) {
                delete(child);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElseThrow();
    }
}
