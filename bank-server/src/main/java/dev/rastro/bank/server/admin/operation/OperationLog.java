package dev.rastro.bank.server.admin.operation;

import dev.rastro.bank.server.admin.operation.ProjectionOperation.ParkedEventSkipped;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.Digest;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.StreamAppend;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Records what was done by hand. */
public final class OperationLog {

    private final EventStore store;
    private final EventCodec<ProjectionOperation> codec;
    private final Supplier<UUID> ids;

    public OperationLog(
            EventStore store, EventCodec<ProjectionOperation> codec, Supplier<UUID> ids) {
        this.store = store;
        this.codec = codec;
        this.ids = ids;
    }

    /**
     * Durable when this returns. Recorded once, however often it is tried: after a crash the
     * receipt says that the log has it.
     */
    public void record(ParkedEventSkipped skipped, Metadata metadata) {
        var stream = ProjectionOperation.CATEGORY.entity(skipped.projection()).stream();
        var event = codec.encode(skipped, ids.get(), metadata);
        var key = key(skipped);
        var receipt = new Receipt(key, key, Payload.ofText("{}"));
        var append =
                new Append(
                        List.of(new StreamAppend(stream, ExpectedVersion.any(), List.of(event))),
                        Optional.of(receipt));
        switch (store.append(append)) {
            case AppendResult.Appended appended -> {}
            case AppendResult.Duplicate duplicate -> {}
            case AppendResult.Conflict conflict ->
                    throw new StoreException("a conflict, though any version was expected");
        }
    }

    /** An event is skipped once in a set of tables: behind it, the stream is parked elsewhere. */
    private static UUID key(ParkedEventSkipped skipped) {
        return Digest.of("rastro skip 1")
                .add(skipped.projection())
                .add(Integer.toString(skipped.generation()))
                .add(skipped.stream())
                .add(Long.toString(skipped.version()))
                .uuid();
    }
}
