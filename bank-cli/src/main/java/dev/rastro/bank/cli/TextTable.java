package dev.rastro.bank.cli;

import dev.rastro.bank.cli.terminal.Terminal;
import dev.rastro.bank.server.log.VisibleText;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Columns as wide as what is in them; numbers to the right. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> numbers;

    /**
     * @param numbers columns with numbers; the first is 0
     */
    TextTable(Set<Integer> numbers, String... header) {
        this.numbers = numbers;
        rows.add(List.of(header));
    }

    void add(String... row) {
        rows.add(Stream.of(row).map(VisibleText::line).toList());
    }

    void print(Terminal out) {
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int width = width(i);
                var format = numbers.contains(i) ? "%" + width + "s  " : "%-" + width + "s  ";
                line.append(format.formatted(row.get(i)));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> Math.max(1, row.get(column).length())).max().orElse(1);
    }
}
