package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.terminal.Terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far we are: one line that redraws itself on a terminal, a plain line now and then elsewhere.
 */
final class Progress {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PLAIN_LINE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int BAR_WIDTH = 24;

    private final Terminal out;
    private final boolean terminal;
    private final LongSupplier nanoClock;

    private String label = "";
    private int total;
    private int done;
    private long start;
    private long lastDrawn;

    Progress(Terminal out, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    synchronized void begin(String newLabel, int newTotal) {
        finishLine();
        label = newLabel;
        total = newTotal;
        done = 0;
        start = nanoClock.getAsLong();
        lastDrawn = start;
        if (terminal) {
            draw(start);
        }
    }

    synchronized void advance() {
        done++;
        long now = nanoClock.getAsLong();
        if (done == total || now - lastDrawn >= (terminal ? REDRAW_NANOS : PLAIN_LINE_NANOS)) {
            draw(now);
        }
    }

    /** A remark that stands on a line of its own. */
    synchronized void note(String remark) {
        if (terminal) {
            out.clearLine();
        }
        out.println(remark);
        if (terminal && total > 0) {
            draw(nanoClock.getAsLong());
        }
        out.flush();
    }

    /** Leaves the last drawn line where it stands. */
    synchronized void end() {
        finishLine();
        total = 0;
    }

    private void finishLine() {
        if (terminal && total > 0) {
            out.println();
            out.flush();
        }
    }

    private void draw(long now) {
        lastDrawn = now;
        if (terminal) {
            out.redraw(bar() + " " + line(now));
        } else {
            out.println(line(now));
        }
        out.flush();
    }

    private String bar() {
        int filled = total == 0 ? BAR_WIDTH : (int) ((long) done * BAR_WIDTH / total);
        return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
    }

    private String line(long now) {
        long elapsed = Math.max(1, now - start);
        long rate = (long) done * 1_000_000_000L / elapsed;
        String left = timeLeft(elapsed);
        return String.format(Locale.ROOT, "%s %,d/%,d  %,d/s  %s", label, done, total, rate, left)
                .stripTrailing();
    }

    private String timeLeft(long elapsed) {
        if (done == 0) {
            return "";
        }
        long seconds = elapsed / done * (total - done) / 1_000_000_000L;
        return done == total ? "in " + clock(elapsed / 1_000_000_000L) : clock(seconds) + " left";
    }

    private static String clock(long seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
