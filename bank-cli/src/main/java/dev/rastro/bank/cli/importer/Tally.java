package dev.rastro.bank.cli.importer;

import java.util.ArrayList;
import java.util.List;

/** What became of the plan so far; counted by many threads. */
final class Tally {
    static final int SHOWN_MAX = 20;

    private final List<String> differences = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int customers;
    private int accounts;
    private int matching;
    private int differing;
    private int replayed;
    private int failed;

    synchronized void customer() {
        customers++;
    }

    synchronized void account() {
        accounts++;
    }

    synchronized void replay() {
        replayed++;
    }

    synchronized void match() {
        matching++;
    }

    synchronized void difference(String description) {
        differing++;
        if (differences.size() < SHOWN_MAX) {
            differences.add(description);
        }
    }

    synchronized void failure(String description) {
        failed++;
        if (failures.size() < SHOWN_MAX) {
            failures.add(description);
        }
    }

    synchronized boolean isClean() {
        return differing == 0 && failed == 0;
    }

    synchronized int transactions() {
        return matching + differing;
    }

    synchronized int replayed() {
        return replayed;
    }

    synchronized List<String> differences() {
        return shown(differences, differing);
    }

    synchronized List<String> failures() {
        return shown(failures, failed);
    }

    private static List<String> shown(List<String> first, int count) {
        var lines = new ArrayList<>(first);
        if (count > first.size()) {
            lines.add("… and " + (count - first.size()) + " more");
        }
        return lines;
    }

    /** The last line; its form is fixed, because scripts read it. */
    synchronized String summary() {
        return "imported %d customers, %d accounts, %d transactions: %d balances match, %d differ"
                .formatted(customers, accounts, transactions(), matching, differing);
    }
}
