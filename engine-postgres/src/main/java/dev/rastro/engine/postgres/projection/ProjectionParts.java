package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.Transactions;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.postgres.projection.catalog.Pauses;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.PositionSignal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * What the runners of one projection share.
 *
 * @param applied how far the generation that serves is
 * @param generationsChanged released when it must be looked at once which generations there are
 * @param hasRoom whether the disk has room for much that is new
 */
record ProjectionParts(
        Projection projection,
        GenerationSchema schema,
        Generations generations,
        BatchApplier applier,
        SwitchOver switchOver,
        PostgresEventStore store,
        Transactions transactions,
        PositionSignal applied,
        Pauses pauses,
        Semaphore generationsChanged,
        BooleanSupplier hasRoom) {

    String name() {
        return projection.name();
    }

    /** What was just appended comes from memory, and all else over the runner's own connection. */
    static List<RecordedEvent> readAfter(
            PostgresEventStore store, Connection connection, long position, int limit)
            throws SQLException {
        var recent = store.recent(position, limit);
        if (!recent.isEmpty()) {
            return recent;
        }
        var events = ReadEvents.ofLog(connection, position, limit);
        if (events.isEmpty()
                && position > store.committed().position()
                && position > ReadEvents.lastPosition(connection)) {
            throw new StoreException(
                    "the checkpoint is at %d, ahead of the log: it was taken back; rebuild"
                            .formatted(position));
        }
        return events;
    }
}
