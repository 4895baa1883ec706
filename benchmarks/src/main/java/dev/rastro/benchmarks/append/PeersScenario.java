package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Appends of single events, and loads of streams of 1,000, beside event stores of others. */
public final class PeersScenario {

    private static final long FIRST_TO_LOAD = 1L << 40;
    private static final int STREAMS_TO_LOAD = 20;

    private PeersScenario() {}

    public static void run(Cluster cluster, Contest contest) throws Exception {
        var logs = new ArrayList<EventLog>();
        try {
            var events = new Events();
            // With so many connections for each, the database has enough for all.
            logs.add(new RastroLog(cluster.forRastro(8), () -> List.of(events.deposit())));
            logs.add(new AxonLog(cluster.plain(Cluster.CONNECTIONS)));
            logs.add(new PekkoLog(cluster.plain(1)));
            logs.removeIf(log -> !contest.wants(log.name));
            compare(contest, logs);
        } finally {
            logs.forEach(EventLog::close);
        }
    }

    private static void compare(Contest contest, List<EventLog> logs) throws Exception {
        var appends = logs.stream().map(log -> new Appends(log, 1)).toList();
        var contenders = appends.stream().map(Appends::contender).toList();
        var callers = contest.callers(contest.pick(List.of(1, 64), List.of(1, 64, 256)));
        compare(contest, "append", contenders, callers);
        int events = contest.pick(100, 1_000);
        for (var it : appends) {
            contest.show("filling streams of %s", it.log.name);
            fill(it, events);
        }
        var loads = logs.stream().map(log -> loads(log, events)).toList();
        compare(contest, "load of %,d".formatted(events), loads, List.of(1, 16));
        Contest.verify(contenders);
    }

    /** Warmed up by as many callers as there will be: each has streams of its own. */
    private static void compare(
            Contest contest, String what, List<Contender> contenders, List<Integer> callers)
            throws Exception {
        contest.warmUp(contenders, Collections.max(callers));
        for (int count : callers) {
            var load = "%s, %,d callers".formatted(what, count);
            Contest.compare(RastroLog.NAME, contest.run(load, "events", contenders, count));
        }
    }

    /** Fills the streams that will be loaded, all at the same time. */
    private static void fill(Appends log, int events) throws Exception {
        var filling = new ArrayList<Callable<Long>>();
        for (int i = 0; i < STREAMS_TO_LOAD; i++) {
            long stream = FIRST_TO_LOAD + i;
            filling.add(() -> {
                for (int version = 0; version < events; version++) {
                    log.append(stream, version);
                }
                return stream;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var filled : threads.invokeAll(filling)) {
                long unusedStream = filled.get();
            }
        }
    }

    /** Whole streams, read and decoded. */
    private static Contender loads(EventLog log, int events) {
        return new Contender(
                log.name,
                caller -> {
                    long stream = FIRST_TO_LOAD + caller.random().nextInt(STREAMS_TO_LOAD);
                    int loaded = log.load(stream);
                    Contest.requireEqual(events, loaded);
                    return loaded;
                },
                () -> {});
    }
}
