package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.StreamAppend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Appending and reading again and again, while the log grows: the figures should stay the same. It
 * is filled with streams of 100 events. Those that grow at the same time take turns, so that the
 * events of one are as scattered as in life.
 */
public final class GrowthScenario {

    private static final int EVENTS_PER_STREAM = 100;
    private static final int EVENTS_PER_TURN = 10;
    private static final int STREAMS_PER_APPEND = 100;
    private static final int PAGE_SIZE = 1_000;
    private static final int CALLERS = 16;

    /** Far from those that are filled. */
    private static final long FIRST_STREAM_APPENDED = 1L << 40;

    private final Events events = new Events();
    private final AtomicLong appended = new AtomicLong();
    private final PostgresEventStore store;
    private final int streamsAtOnce;
    private int streams;

    private GrowthScenario(PostgresEventStore store, int streamsAtOnce) {
        this.store = store;
        this.streamsAtOnce = streamsAtOnce;
    }

    public static void run(Cluster cluster, Contest contest) throws Exception {
        try (var database = cluster.forRastro(Cluster.CONNECTIONS);
                var store = database.store(PostgresEventStore.Settings.DEFAULT)) {
            new GrowthScenario(store, contest.pick(100, 10_000)).run(database, contest);
        }
    }

    private void run(Database database, Contest contest) throws Exception {
        growTo(1);
        var contenders =
                List.of(
                        new Contender("append", this::append, this::verify),
                        new Contender("load a stream of 100", this::load, () -> {}),
                        new Contender("read 1,000 by position", this::readPage, () -> {}));
        contest.warmUp(contenders, CALLERS);
        var quick = List.of(20_000, 50_000, 100_000);
        var usual = List.of(1_000_000, 5_000_000, 10_000_000);
        for (int size : contest.sizes(contest.pick(quick, usual))) {
            contest.show("filling up to %,d events", size);
            growTo(size);
            database.execute("VACUUM ANALYZE rastro.event", "CHECKPOINT");
            for (int callers : contest.callers(List.of(CALLERS))) {
                var load = "%,d events, %d callers".formatted(size, callers);
                var results = contest.run(load, "events", contenders, callers);
                double count = store.lastPosition();
                long bytes = database.query("SELECT pg_total_relation_size('rastro.event')");
                results.forEach(it -> it.add("bytes/event, with indexes", bytes / count));
            }
        }
        Contest.verify(contenders);
    }

    private void growTo(long size) {
        while (store.lastPosition() < size) {
            for (int version = 0; version < EVENTS_PER_STREAM; version += EVENTS_PER_TURN) {
                for (int first = 0; first < streamsAtOnce; first += STREAMS_PER_APPEND) {
                    var parts = new ArrayList<StreamAppend>();
                    for (int i = 0; i < STREAMS_PER_APPEND; i++) {
                        var stream = Events.stream(streams + first + i);
                        parts.add(Events.part(stream, version, events.deposits(EVENTS_PER_TURN)));
                    }
                    Events.append(store, parts);
                }
            }
            streams += streamsAtOnce;
        }
    }

    /** One event at a time, each time the first of a new stream. */
    private int append(Caller caller) {
        var stream = Events.stream(FIRST_STREAM_APPENDED + appended.incrementAndGet());
        Events.append(store, List.of(Events.part(stream, 0, events.deposits(1))));
        return 1;
    }

    private void verify() {
        Contest.requireEqual(appended.get() + filled(), store.lastPosition());
    }

    private long filled() {
        return (long) streams * EVENTS_PER_STREAM;
    }

    /** A whole stream, any of those that are there. */
    private int load(Caller caller) {
        var stream = Events.stream(caller.random().nextInt(streams));
        int count = store.readStream(stream, 0, PAGE_SIZE).size();
        Contest.requireEqual(EVENTS_PER_STREAM, count);
        return count;
    }

    /** A page of the log, anywhere. */
    private int readPage(Caller caller) {
        long after = caller.random().nextLong(filled() - PAGE_SIZE);
        var page = store.readAll(after, PAGE_SIZE);
        Contest.requireEqual(PAGE_SIZE, page.size());
        Contest.requireEqual(after + 1, page.getFirst().position());
        return PAGE_SIZE;
    }
}
