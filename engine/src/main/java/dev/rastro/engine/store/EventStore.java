package dev.rastro.engine.store;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The append-only log of every stream.
 *
 * <p>Positions are 1, 2, 3… without gaps, in commit order: whoever has read position p has seen
 * everything up to p, for ever. Versions of a stream are 1..n. Appends that one thread submits one
 * after another are tried in that order. Once a result is {@code Appended}, the events survive a
 * crash of process, database and machine.
 */
public interface EventStore {

    /** After so long a store calls the outcome of an append unknown. */
    Duration ANSWER_MAX = Duration.ofSeconds(30);

    /**
     * Queues an append and returns at once, unless the queue is full: then it waits for a place,
     * for a bounded time.
     *
     * @return completes when the outcome is durable; exceptionally with {@link StoreException} when
     *     it could not be tried, or its outcome is unknown. Completes in any case, soon after
     *     {@link #ANSWER_MAX} at the latest: there is no need to wait with a limit of one's own
     * @throws StoreBusyException if no place came free in time; nothing was or will be written
     * @throws StoreException if nothing can be appended any more; nothing was or will be written
     */
    CompletableFuture<AppendResult> submit(Append append);

    /**
     * Appends everything or nothing, and waits until that is durable.
     *
     * @throws StoreBusyException if the store has more to do than it can; nothing was written
     * @throws StoreException if the store is out of order; the outcome may be unknown
     */
    default AppendResult append(Append append) {
        return StoreException.await(submit(append));
    }

    /** Events of one stream with a version above {@code afterVersion}, oldest first. */
    List<RecordedEvent> readStream(StreamName stream, long afterVersion, int limit);

    /**
     * Events of all streams with a position above {@code afterPosition}, in the order of the log.
     */
    List<RecordedEvent> readAll(long afterPosition, int limit);

    /** The position of the last event that is committed; 0 for an empty log. */
    long lastPosition();

    Optional<RecordedReceipt> findReceipt(UUID key);
}
