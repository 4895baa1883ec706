package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Conflict;
import dev.rastro.engine.store.AppendResult.Duplicate;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.StreamAppend;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of appends that are tried one after another, each on what the ones before it leave
 * behind: which rows to write, and which result each caller gets once they are durable. Works in
 * memory alone, from the {@link KnownHeads}, and can be built on a batch that is still being
 * committed.
 */
final class Batch {

    /** One event with its place. */
    record Row(StreamName stream, long position, long streamId, long version, EventData event) {}

    record NewStream(long id, StreamName name) {}

    /** A receipt with the position of its command. */
    record PlacedReceipt(Receipt receipt, long position) {}

    private record Result(Pending pending, AppendResult result) {}

    private final KnownHeads known;
    private final LogHead base;
    private final CheckedClock clock;
    private final Map<UUID, RecordedReceipt> recordedReceipts;
    private final Map<StreamName, StreamHead> heads;

    /** What the batch before this one leaves behind, as long as it is not known. */
    private Map<StreamName, StreamHead> before = Map.of();

    private final List<Row> rows = new ArrayList<>();
    private final List<NewStream> newStreams = new ArrayList<>();
    private final Map<UUID, PlacedReceipt> receipts = new HashMap<>();
    private final List<Result> results = new ArrayList<>();
    private long position;
    private Instant recordedAt;

    /**
     * @param heads of every stream that the appends name; moved as they are planned
     * @param recordedReceipts receipts that are known to be in the database
     */
    Batch(
            KnownHeads known,
            Map<StreamName, StreamHead> heads,
            Map<UUID, RecordedReceipt> recordedReceipts,
            CheckedClock clock) {
        this.known = known;
        this.base = known.head();
        this.clock = clock;
        this.heads = heads;
        this.recordedReceipts = recordedReceipts;
        this.position = base.position();
        this.recordedAt = base.recordedAt();
    }

    private Batch(Batch previous) {
        this.known = previous.known;
        this.base = previous.lastHead();
        this.clock = previous.clock;
        this.heads = new HashMap<>();
        this.before = previous.heads;
        this.recordedReceipts = Map.of();
        this.position = base.position();
        this.recordedAt = base.recordedAt();
    }

    /** An empty batch that holds if this one does. */
    Batch next() {
        return new Batch(this);
    }

    /** Known by now is what the batch before this one has written. */
    void previousIsKnown() {
        before = Map.of();
    }

    /**
     * Adds the append if it can be judged without a query.
     *
     * @return false if it cannot; nothing has changed then
     */
    boolean addIfKnown(Pending pending) {
        if (results.isEmpty() && !clock.allows(clock.instant())) {
            return false;
        }
        for (var part : pending.append().parts()) {
            if (!isKnown(part)) {
                return false;
            }
        }
        add(pending);
        return true;
    }

    private boolean isKnown(StreamAppend part) {
        var head = heads.computeIfAbsent(part.stream(), this::headBefore);
        return head != null && (head.id() != 0 || part.events().isEmpty());
    }

    private @Nullable StreamHead headBefore(StreamName stream) {
        var head = before.get(stream);
        return head != null ? head : known.headOf(stream);
    }

    void add(Pending pending) {
        if (results.isEmpty()) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            recordedAt = now.isBefore(recordedAt) ? recordedAt : now;
        }
        results.add(new Result(pending, resultOf(pending)));
    }

    private AppendResult resultOf(Pending pending) {
        var append = pending.append();
        var first = append.receipt().flatMap(this::firstWithKeyOf);
        if (first.isPresent()) {
            return new Duplicate(first.get());
        }
        for (var part : append.parts()) {
            var head = headOf(part.stream());
            if (!part.expected().isMetBy(head.version(), head.lastEvent())) {
                return new Conflict(part.stream(), head.version());
            }
        }
        var versions = new ArrayList<Long>(append.parts().size());
        for (var part : append.parts()) {
            versions.add(write(part));
        }
        append.receipt().ifPresent(it -> receipts.put(it.key(), new PlacedReceipt(it, position)));
        return new Appended(position, versions);
    }

    private Optional<RecordedReceipt> firstWithKeyOf(Receipt receipt) {
        var here = receipts.get(receipt.key());
        return here != null
                ? Optional.of(new RecordedReceipt(here.receipt(), here.position(), recordedAt))
                : Optional.ofNullable(recordedReceipts.get(receipt.key()));
    }

    private long write(StreamAppend part) {
        var head = headOf(part.stream());
        if (part.events().isEmpty()) {
            return head.version();
        }
        long id = head.id();
        if (id == 0) {
            id = known.nextId();
            newStreams.add(new NewStream(id, part.stream()));
        }
        long version = head.version();
        for (var event : part.events()) {
            rows.add(new Row(part.stream(), ++position, id, ++version, event));
        }
        heads.put(part.stream(), new StreamHead(id, version, part.events().getLast().id()));
        return version;
    }

    private StreamHead headOf(StreamName stream) {
        return heads.getOrDefault(stream, StreamHead.ABSENT);
    }

    boolean writesNothing() {
        return rows.isEmpty() && receipts.isEmpty();
    }

    List<Row> rows() {
        return rows;
    }

    /** The rows as readers will see them. */
    List<RecordedEvent> recorded() {
        var events = new ArrayList<RecordedEvent>(rows.size());
        for (var row : rows) {
            events.add(
                    new RecordedEvent(
                            row.stream(), row.version(), row.position(), recordedAt, row.event()));
        }
        return events;
    }

    List<NewStream> newStreams() {
        return newStreams;
    }

    List<PlacedReceipt> receipts() {
        return List.copyOf(receipts.values());
    }

    /** The head on which all this was planned: if it has moved, nothing may be written. */
    LogHead expectedHead() {
        return base;
    }

    /** The head that this leaves behind. */
    LogHead lastHead() {
        return new LogHead(position, base.generation(), recordedAt);
    }

    Instant recordedAt() {
        return recordedAt;
    }

    long lastPosition() {
        return position;
    }

    /** Appends that lost a race, and whose command may have been executed before. */
    List<UUID> keysOfConflicts() {
        return results.stream()
                .filter(result -> result.result() instanceof Conflict)
                .flatMap(result -> result.pending().append().receipt().stream())
                .map(Receipt::key)
                .filter(key -> !recordedReceipts.containsKey(key))
                .toList();
    }

    /** The heads of all streams that the appends name, as they are once this is durable. */
    Map<StreamName, StreamHead> heads() {
        return heads;
    }

    /** Completes all results. Call when all that was planned is durable. */
    void complete() {
        results.forEach(result -> result.pending().result().complete(result.result()));
    }
}
