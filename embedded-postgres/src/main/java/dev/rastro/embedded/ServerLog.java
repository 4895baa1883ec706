package dev.rastro.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What PostgreSQL says, in a file. */
record ServerLog(Path file) {

    private static final Pattern GRAVE = Pattern.compile(".*\\b(?:FATAL|PANIC): +(?<what>.*)");

    private static final Pattern DETAIL = Pattern.compile(".*\\bDETAIL: +(?<what>.*)");

    /** More than PostgreSQL says during a start that fails. */
    private static final int READ_MAX = 1 << 16;

    long end() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * The first grave thing that was said after that place, because the others follow from it;
     * empty if nothing was said.
     */
    Optional<String> reasonSince(long start) {
        var said = linesSince(start);
        for (int i = 0; i < said.size(); i++) {
            var grave = GRAVE.matcher(said.get(i));
            if (grave.matches()) {
                var next = i + 1 < said.size() ? said.get(i + 1) : "";
                var detail = DETAIL.matcher(next);
                return Optional.of(
                        grave.group("what")
                                + (detail.matches() ? " (" + detail.group("what") + ")" : ""));
            }
        }
        return said.isEmpty() ? Optional.empty() : Optional.of(said.getLast());
    }

    private List<String> linesSince(long start) {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            long end = content.length();
            var bytes = new byte[Math.clamp(end - start, 0, READ_MAX)];
            content.seek(end - bytes.length);
            content.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
