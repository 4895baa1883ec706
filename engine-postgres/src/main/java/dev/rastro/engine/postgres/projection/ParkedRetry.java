package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.log.ReadEvents;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings parked streams back: all their waiting events up to the checkpoint, or none. */
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
            back += retry(connection, generation, parked) ? 1 : 0;
        }
        return back;
    }

    private boolean retry(Connection connection, Generation generation, ParkedStream parked)
            throws SQLException {
        long version = parked.firstVersion() - 1;
        List<RecordedEvent> page;
        do {
            page =
                    ReadEvents.ofStream(connection, parked.stream(), version, PAGE_SIZE).stream()
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
        ParkedStreams.remove(connection, generation, parked.stream());
        return true;
    }
}
