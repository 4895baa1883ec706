package dev.rastro.engine.testkit;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** An empty store, and short words for what is done with it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class StoreFixture {

    protected static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    static final StreamName A = new StreamName("account", "a");
    static final StreamName B = new StreamName("account", "b");
    static final StreamName C = new StreamName("customer", "a");

    EventStore store;

    protected abstract EventStore emptyStore();

    @BeforeEach
    void start_with_an_empty_store() {
        store = emptyStore();
    }

    List<AppendResult> race(int writers, IntFunction<Append> append) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    IntStream.range(0, writers)
                            .mapToObj(i -> threads.submit(() -> store.append(append.apply(i))))
                            .toList();
            return results.stream().map(StoreFixture::resultOf).toList();
        }
    }

    private static AppendResult resultOf(Future<AppendResult> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    AppendResult append(StreamName stream, long expected, EventData... events) {
        return store.append(append(part(stream, expected, events)));
    }

    static Append append(StreamAppend... parts) {
        return new Append(List.of(parts), Optional.empty());
    }

    static StreamAppend part(StreamName stream, long expected, EventData... events) {
        return new StreamAppend(stream, ExpectedVersion.exactly(expected), List.of(events));
    }

    static EventData event() {
        return event(Payload.ofText("{\"n\":1}"));
    }

    static EventData event(Payload payload) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        return new EventData(UUID.randomUUID(), "SomethingHappened", 1, payload, metadata);
    }
}
