package dev.rastro.benchmarks.load;

import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A log that is filled with streams of 100 events. Those that grow at the same time take turns, so
 * that the events of one are as scattered as in life.
 */
final class GrowingLog implements AutoCloseable {

    static final int EVENTS_PER_STREAM = 100;
    private static final int EVENTS_PER_TURN = 10;
    private static final int STREAMS_PER_APPEND = 100;

    private static final Payload PAYLOAD =
            Payload.ofText(
                    """
                    {"transaction_id":"019aa5e4-7b1c-7c3e-9f5d-0a1b2c3d4e5f",\
                    "amount":{"amount":"1234.56","currency":"EUR"},"description":"benchmark",\
                    "effective_date":"2026-11-21"}\
                    """);

    private final Cluster.Home home;
    private final PostgresEventStore store;
    private final EventIds ids = new EventIds(InstantSource.system());
    private final int streamsAtOnce;
    private int streams;

    /**
     * @param streamsAtOnce how many streams grow at the same time; a multiple of 100
     */
    GrowingLog(Cluster.Home home, int streamsAtOnce) {
        this.home = home;
        this.streamsAtOnce = streamsAtOnce;
        this.store =
                new PostgresEventStore(
                        home.pool(),
                        home.writer(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
    }

    PostgresEventStore store() {
        return store;
    }

    /** How many streams are filled. */
    int streams() {
        return streams;
    }

    static StreamName stream(long number) {
        return new StreamName("account", new UUID(1, number).toString());
    }

    EventData event() {
        var correlation = ids.get();
        var metadata = new Metadata(correlation, correlation, "benchmark");
        return new EventData(ids.get(), "MoneyDeposited", 1, PAYLOAD, metadata);
    }

    /** Until the log has at least so many events. */
    void growTo(long events) {
        while (store.lastPosition() < events) {
            for (int version = 0; version < EVENTS_PER_STREAM; version += EVENTS_PER_TURN) {
                for (int i = 0; i < streamsAtOnce; i += STREAMS_PER_APPEND) {
                    turn(streams + i, version);
                }
            }
            streams += streamsAtOnce;
        }
    }

    private void turn(int firstStream, int version) {
        var parts = new ArrayList<StreamAppend>(STREAMS_PER_APPEND);
        for (int i = 0; i < STREAMS_PER_APPEND; i++) {
            var events = new ArrayList<EventData>(EVENTS_PER_TURN);
            for (int k = 0; k < EVENTS_PER_TURN; k++) {
                events.add(event());
            }
            parts.add(
                    new StreamAppend(
                            stream(firstStream + i), ExpectedVersion.exactly(version), events));
        }
        append(parts);
    }

    void append(List<StreamAppend> parts) {
        var result = store.append(new Append(parts, Optional.empty()));
        if (!(result instanceof Appended)) {
            throw new IllegalStateException("not appended: " + result);
        }
    }

    @Override
    public void close() {
        store.close();
        home.close();
    }
}
