package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;

import java.util.concurrent.atomic.LongAdder;

/** A way to append, which has to show at the end that it wrote what it acknowledged. */
abstract class Appends implements Contender {

    private final String name;
    private final Workload workload;
    private final LongAdder appends = new LongAdder();
    private final LongAdder events = new LongAdder();

    /** What has been written since the start, in how many commits. */
    record Tally(long events, long commits) {

        double eventsPerCommitSince(Tally before) {
            return (double) (events - before.events) / Math.max(1, commits - before.commits);
        }
    }

    /** What is stored, according to the database. */
    record Stored(long events, long receipts) {}

    Appends(String name, Workload workload) {
        this.name = name;
        this.workload = workload;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Returns when all of it is durable. */
    abstract void append(Entry entry) throws Exception;

    abstract Stored stored() throws Exception;

    /** Whether a receipt is written with each append. */
    abstract boolean keepsReceipts();

    abstract Tally tally() throws Exception;

    final long acknowledgedEvents() {
        return events.sum();
    }

    final long acknowledgedAppends() {
        return appends.sum();
    }

    @Override
    public final int operate(Caller caller) throws Exception {
        var entry = workload.next(caller);
        append(entry);
        appends.increment();
        events.add(entry.events().size());
        return entry.events().size();
    }

    @Override
    public final void verify() throws Exception {
        var expected = new Stored(events.sum(), keepsReceipts() ? appends.sum() : 0);
        if (!stored().equals(expected)) {
            throw new IllegalStateException(
                    "%s acknowledged %s and stored %s".formatted(name, expected, stored()));
        }
    }
}
