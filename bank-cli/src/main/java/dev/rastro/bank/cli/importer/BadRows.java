package dev.rastro.bank.cli.importer;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with the source, as {@code FILE:LINE: reason}, the first ones in full.
 */
final class BadRows {
    static final int SHOWN_MAX = 50;

    private final List<String> shown = new ArrayList<>();
    private int count;

    void add(String file, long line, String reason) {
        add(file + ":" + line + ": " + reason);
    }

    synchronized void add(String problem) {
        count++;
        if (shown.size() < SHOWN_MAX) {
            shown.add(problem);
        }
    }

    synchronized boolean isEmpty() {
        return count == 0;
    }

    synchronized List<String> report() {
        var lines = new ArrayList<>(shown);
        if (count > shown.size()) {
            lines.add("… and " + (count - shown.size()) + " more");
        }
        lines.add((count == 1 ? "1 problem" : count + " problems") + ": nothing was sent");
        return lines;
    }
}
