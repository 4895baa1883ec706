package dev.rastro.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lists of classes in {@code docs/ARCHITECTURE.md} by which a deposit goes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DepositPathTest {

    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|.*");

    private final Map<String, List<Path>> sources =
            Sources.ofProgram().stream().collect(Collectors.groupingBy(DepositPathTest::name));

    @Test
    void each_class_exists_and_leads_to_the_next() throws IOException {
        var paths = paths();

        assertThat(paths).hasSize(3).allSatisfy(path -> assertThat(path).hasSizeGreaterThan(2));
        assertThat(paths.getFirst()).startsWith("AccountCommands").endsWith("InsertBatch");
        for (var path : paths) {
            assertThat(path).allSatisfy(it -> assertThat(sources.get(it)).isNotNull().hasSize(1));
            for (int i = 1; i < path.size(); i++) {
                assertThat(leads(path.get(i - 1), path.get(i)))
                        .as("%s leads to %s", path.get(i - 1), path.get(i))
                        .isTrue();
            }
        }
    }

    private boolean leads(String from, String to) throws IOException {
        return code(from).matches("(?s).*\\b%s\\b.*".formatted(to))
                || code(to).matches("(?s).*\\bimplements [\\w, ]*\\b%s\\b.*".formatted(from));
    }

    /** Without what is said about it. */
    private String code(String type) throws IOException {
        return Files.readString(sources.getOrDefault(type, List.of()).getFirst())
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)^import .*$", "");
    }

    private static List<List<String>> paths() throws IOException {
        var text = Files.readString(Sources.root().resolve("docs/ARCHITECTURE.md"));
        var section = text.substring(text.indexOf("\n## The path of a deposit\n") + 1);
        var paths = new ArrayList<List<String>>();
        for (var line : section.substring(0, section.indexOf("\n## ")).lines().toList()) {
            var row = ROW.matcher(line);
            if (line.startsWith("| class |")) {
                paths.add(new ArrayList<>());
            } else if (row.matches()) {
                paths.getLast().add(row.group(1));
            }
        }
        return paths;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
