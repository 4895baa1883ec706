package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Appends by callers each of whom has some streams of its own, used in turn, so that no version
 * check fails; one that fails ends the benchmark, so versions never go astray.
 */
final class Appends {

    private static final int STREAMS_PER_CALLER = 10;

    final EventLog log;
    private final int eventsPerAppend;
    private final LongAdder count = new LongAdder();
    private final Map<Integer, Owned> owned = new ConcurrentHashMap<>();
    private long appendsTold;
    private long commitsTold;

    /** One caller's streams. */
    private static final class Owned {
        final long[] versions = new long[STREAMS_PER_CALLER];
        int next;
    }

    Appends(EventLog log, int eventsPerAppend) {
        this.log = log;
        this.eventsPerAppend = eventsPerAppend;
    }

    Contender contender() {
        return new Contender(log.name, this::operate, this::verify);
    }

    private int operate(Caller caller) throws Exception {
        var streams = owned.computeIfAbsent(caller.number(), number -> new Owned());
        int chosen = streams.next++ % STREAMS_PER_CALLER;
        long version = streams.versions[chosen];
        streams.versions[chosen] += eventsPerAppend;
        append((long) caller.number() * STREAMS_PER_CALLER + chosen + 1, version);
        return eventsPerAppend;
    }

    /** Appends once, and counts it. */
    void append(long stream, long version) throws Exception {
        log.append(stream, version);
        count.increment();
    }

    /** Since the last call. */
    double eventsPerCommit() {
        long appends = count.sum();
        long commits = log.commits(appends);
        double events = (appends - appendsTold) * eventsPerAppend;
        double mean = events / Math.max(1, commits - commitsTold);
        appendsTold = appends;
        commitsTold = commits;
        return mean;
    }

    /** Whoever appends has to show at the end that he wrote what he acknowledged. */
    private void verify() throws Exception {
        long acknowledged = count.sum() * eventsPerAppend;
        for (var table : log.tables) {
            long stored = log.database.query("SELECT count(*) FROM " + table);
            Contest.requireEqual(acknowledged, stored);
            acknowledged = count.sum();
        }
    }
}
