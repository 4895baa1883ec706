package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.store.Receipt;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the callers append: each to some streams of its own, in turn, so that no version check
 * fails. One contender's; an append that fails ends the benchmark, so versions never go astray.
 */
final class Workload {

    private static final int STREAMS_PER_CALLER = 10;

    private static final Payload PAYLOAD =
            Payload.ofText(
                    """
                    {"transaction_id":"019aa5e4-7b1c-7c3e-9f5d-0a1b2c3d4e5f",\
                    "amount":{"amount":"1234.56","currency":"EUR"},"description":"benchmark",\
                    "effective_date":"2026-11-21"}\
                    """);

    private static final Payload ANSWER =
            Payload.ofText("{\"status\":201,\"body\":{\"balance\":\"1234.56\"}}");

    private final int eventsPerAppend;
    private final EventIds ids = new EventIds(InstantSource.system());
    private final Map<Integer, Owned> owned = new ConcurrentHashMap<>();

    /** One caller's streams. */
    private static final class Owned {
        final long[] versions = new long[STREAMS_PER_CALLER];
        int next;
    }

    Workload(int eventsPerAppend) {
        this.eventsPerAppend = eventsPerAppend;
    }

    Entry next(Caller caller) {
        var streams = owned.computeIfAbsent(caller.number(), number -> new Owned());
        int chosen = streams.next++ % STREAMS_PER_CALLER;
        long version = streams.versions[chosen];
        streams.versions[chosen] += eventsPerAppend;
        long streamId = (long) caller.number() * STREAMS_PER_CALLER + chosen + 1;
        var correlation = ids.get();
        var metadata = new Metadata(correlation, correlation, "benchmark");
        var events = new ArrayList<EventData>(eventsPerAppend);
        for (int i = 0; i < eventsPerAppend; i++) {
            events.add(new EventData(ids.get(), "MoneyDeposited", 1, PAYLOAD, metadata));
        }
        return new Entry(
                streamId, version, events, new Receipt(Caller.newKey(), correlation, ANSWER));
    }
}
