package dev.rastro.engine.postgres.decider;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.StreamAppend;
import dev.rastro.engine.testkit.InMemoryEventStore;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A store in which appends are under way for a while, are answered in groups, and come to harm as
 * chance will have it: some fail before they are written, some after.
 */
final class StormyStore implements EventStore, AutoCloseable {

    /** What is wrong with the store, so that a test can see whether it would notice. */
    enum Flaw {
        NONE,
        CHECKS_NO_VERSION,
        BELIEVES_REFUSALS,
        FORGETS
    }

    private record Waiting(Optional<Append> append, CompletableFuture<AppendResult> result) {}

    private static final int PAUSE_NANOS_MAX = 100_000;

    private final InMemoryEventStore inner = new InMemoryEventStore(InstantSource.system());
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final RandomGenerator random;
    private final Flaw flaw;
    private final Thread committer;

    StormyStore(RandomGenerator random, Flaw flaw) {
        this.random = random;
        this.flaw = flaw;
        this.committer = Thread.ofPlatform().name("stormy").daemon().start(this::run);
    }

    @Override
    public CompletableFuture<AppendResult> submit(Append append) {
        if (flaw == Flaw.BELIEVES_REFUSALS && append.eventCount() == 0) {
            return CompletableFuture.completedFuture(new Appended(lastPosition(), List.of()));
        }
        var waiting = new Waiting(Optional.of(append), new CompletableFuture<>());
        queue.add(waiting);
        return waiting.result();
    }

    private void run() {
        try {
            while (true) {
                var group = new ArrayList<Waiting>();
                group.add(queue.take());
                LockSupport.parkNanos(1 + random.nextInt(PAUSE_NANOS_MAX));
                int unusedCount = queue.drainTo(group, random.nextInt(8));
                if (commit(group)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @return whether this was the last group
     */
    private boolean commit(List<Waiting> group) {
        var answers = new ArrayList<Runnable>();
        boolean allFail = random.nextInt(50) == 0;
        for (var waiting : group) {
            waiting.append().ifPresent(append -> answers.add(answer(append, waiting, allFail)));
        }
        answers.forEach(Runnable::run);
        return group.stream().anyMatch(waiting -> waiting.append().isEmpty());
    }

    private Runnable answer(Append append, Waiting waiting, boolean fail) {
        int fate = random.nextInt(100);
        if (fail || fate == 0) {
            return () -> waiting.result().completeExceptionally(new StoreException("before"));
        }
        if (fate == 1 && flaw == Flaw.FORGETS) {
            var lie = new Appended(inner.lastPosition() + append.eventCount(), List.of());
            return () -> waiting.result().complete(lie);
        }
        var result = inner.append(flaw == Flaw.CHECKS_NO_VERSION ? unchecked(append) : append);
        return fate == 2
                ? () -> waiting.result().completeExceptionally(new StoreException("after"))
                : () -> waiting.result().complete(result);
    }

    private static Append unchecked(Append append) {
        var parts =
                append.parts().stream()
                        .map(part ->
                                new StreamAppend(
                                        part.stream(), ExpectedVersion.any(), part.events()))
                        .toList();
        return new Append(parts, append.receipt());
    }

    @Override
    public List<RecordedEvent> readStream(StreamName stream, long afterVersion, int limit) {
        return inner.readStream(stream, afterVersion, limit);
    }

    @Override
    public List<RecordedEvent> readAll(long afterPosition, int limit) {
        return inner.readAll(afterPosition, limit);
    }

    @Override
    public long lastPosition() {
        return inner.lastPosition();
    }

    @Override
    public Optional<RecordedReceipt> findReceipt(UUID key) {
        return inner.findReceipt(key);
    }

    @Override
    public void close() {
        queue.add(new Waiting(Optional.empty(), new CompletableFuture<>()));
        try {
            committer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
