package dev.rastro.engine.testkit;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.subscription.PositionSignal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The whole contract of {@link EventStore} in a list: the oracle for real stores. */
public final class InMemoryEventStore implements EventStore, EventSource {

    private final InstantSource clock;
    private final List<RecordedEvent> log = new ArrayList<>();
    private final Map<StreamName, List<RecordedEvent>> streams = new HashMap<>();
    private final Map<UUID, RecordedReceipt> receipts = new HashMap<>();
    private final PositionSignal committed = new PositionSignal();
    private Instant lastRecorded = Instant.EPOCH;

    public InMemoryEventStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public CompletableFuture<AppendResult> submit(Append append) {
        return CompletableFuture.completedFuture(record(append));
    }

    private synchronized AppendResult record(Append append) {
        var first = append.receipt().map(receipt -> receipts.get(receipt.key()));
        if (first.isPresent()) {
            return new AppendResult.Duplicate(first.get());
        }
        for (var part : append.parts()) {
            var stream = streams.getOrDefault(part.stream(), List.of());
            var last = stream.isEmpty() ? null : stream.getLast().data().id();
            if (!part.expected().isMetBy(stream.size(), last)) {
                return new AppendResult.Conflict(part.stream(), stream.size());
            }
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastRecorded = now.isBefore(lastRecorded) ? lastRecorded : now;
        var versions = new ArrayList<Long>();
        for (var part : append.parts()) {
            var stream = streams.computeIfAbsent(part.stream(), name -> new ArrayList<>());
            for (var event : part.events()) {
                long version = stream.size() + 1L;
                long position = log.size() + 1L;
                log.add(new RecordedEvent(part.stream(), version, position, lastRecorded, event));
                stream.add(log.getLast());
            }
            versions.add((long) stream.size());
        }
        append.receipt()
                .map(receipt -> new RecordedReceipt(receipt, log.size(), lastRecorded))
                .ifPresent(recorded -> receipts.put(recorded.receipt().key(), recorded));
        committed.advance(log.size());
        return new AppendResult.Appended(log.size(), versions);
    }

    @Override
    public synchronized List<RecordedEvent> readStream(
            StreamName stream, long afterVersion, int limit) {
        var events = streams.getOrDefault(stream, List.of());
        return events.stream().skip(afterVersion).limit(limit).toList();
    }

    @Override
    public synchronized List<RecordedEvent> readAll(long afterPosition, int limit) {
        return log.stream().skip(afterPosition).limit(limit).toList();
    }

    @Override
    public synchronized long lastPosition() {
        return log.size();
    }

    @Override
    public PositionSignal committed() {
        return committed;
    }

    @Override
    public synchronized Optional<RecordedReceipt> findReceipt(UUID key) {
        return Optional.ofNullable(receipts.get(key));
    }
}
