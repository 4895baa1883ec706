package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.ParkedStream;
import dev.rastro.engine.postgres.projection.catalog.ParkedStreams;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings parked streams back, with their waiting events up to the checkpoint. */
final class ParkedRetry {

    private static final int PAGE_SIZE = 1_000;

    private final ProjectionParts parts;

    ParkedRetry(ProjectionParts parts) {
        this.parts = parts;
    }

    /**
     * @param generation locked by this transaction
     */
    int run(Connection connection, Generation generation) throws SQLException {
        parts.schema().enter(connection, generation.number());
        int back = 0;
        for (var parked : ParkedStreams.of(connection, generation)) {
            long before = parked.firstVersion() - 1;
            back += apply(connection, generation, parked.stream(), before) ? 1 : 0;
        }
        return back;
    }

    /**
     * Leaves out the event that could not be applied, and applies those behind it; one of them may
     * park the stream again.
     *
     * @param generation locked by this transaction
     */
    void skip(Connection connection, Generation generation, ParkedStream parked)
            throws SQLException {
        parts.schema().enter(connection, generation.number());
        // Another event that parks the stream has not been tried before.
        ParkedStreams.remove(connection, generation, parked.stream());
        apply(connection, generation, parked.stream(), parked.firstVersion());
    }

    private boolean apply(
            Connection connection, Generation generation, StreamName stream, long afterVersion)
            throws SQLException {
        long version = afterVersion;
        List<RecordedEvent> page;
        do {
            page =
                    ReadEvents.ofStream(connection, stream, version, PAGE_SIZE).stream()
                            .filter(event -> event.position() <= generation.position())
                            .toList();
            for (var event : page) {
                var failure = parts.applier().tryApply(connection, List.of(event));
                if (failure != null) {
                    ParkedStreams.park(connection, generation, event, failure);
                    return false;
                }
                version = event.version();
            }
        } while (page.size() == PAGE_SIZE);
        ParkedStreams.remove(connection, generation, stream);
        return true;
    }
}
