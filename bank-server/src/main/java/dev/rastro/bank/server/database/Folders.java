package dev.rastro.bank.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Folders appear whole or not at all: they are made under another name and then renamed. */
final class Folders {

    private static final String UNFINISHED = "unfinished-";

    private Folders() {}

    static Path createUnfinished(Path parent) throws IOException {
        return Files.createTempDirectory(parent, UNFINISHED);
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
}
