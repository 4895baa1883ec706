package dev.rastro.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** What a folder holds, written into it when it was right: each file with its checksum. */
final class Manifest {

    private static final String NAME = "manifest";

    private Manifest() {}

    static void write(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(path -> !isFolder(path)).sorted().toList();
        }
        var lines = new StringBuilder();
        for (Path file : files) {
            lines.append(describe(file)).append(' ').append(folder.relativize(file)).append('\n');
        }
        DurableFiles.write(folder.resolve(NAME), checksum(lines.toString()) + "\n" + lines);
    }

    /** What is not as it was, if anything is not. What came in addition does not count. */
    static Optional<String> damage(Path folder) {
        try {
            var content = Files.readString(folder.resolve(NAME)).split("\n", 2);
            if (content.length < 2 || !content[0].equals(checksum(content[1]))) {
                return Optional.of(NAME);
            }
            return content[1]
                    .lines()
                    .filter(line -> !isAsBefore(folder, line))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.of(NAME);
        }
    }

    private static boolean isAsBefore(Path folder, String line) {
        int space = line.indexOf(' ');
        try {
            return line.substring(0, space)
                    .equals(describe(folder.resolve(line.substring(space + 1))));
        } catch (IOException e) {
            return false;
        }
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link:" + checksum(Files.readSymbolicLink(file).toString());
        }
        if (isFolder(file)) {
            throw new NoSuchFileException(file.toString());
        }
        var kind = Files.isExecutable(file) ? "program:" : "file:";
        try (var content = Files.newInputStream(file)) {
            return kind + checksum(content);
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path) && !Files.isSymbolicLink(path);
    }

    private static String checksum(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private static String checksum(InputStream content) throws IOException {
        var checked = new CheckedInputStream(content, new CRC32());
        checked.transferTo(OutputStream.nullOutputStream());
        return Long.toHexString(checked.getChecksum().getValue());
    }
}
