package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.ParkedStreams;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies events within a transaction. What cannot be applied is never skipped silently: its stream
 * is parked, and the others go on.
 */
final class BatchApplier {

    private static final Logger LOG = System.getLogger(BatchApplier.class.getName());

    private final Projection projection;

    BatchApplier(Projection projection) {
        this.projection = projection;
    }

    /** Applies the events of all streams that are not parked. */
    void apply(Connection connection, Generation generation, List<RecordedEvent> events)
            throws SQLException {
        Set<StreamName> parked = new HashSet<>();
        ParkedStreams.of(connection, generation).forEach(it -> parked.add(it.stream()));
        new Batch(connection, generation, parked).apply(events);
    }

    private final class Batch {

        private final Connection connection;
        private final Generation generation;
        private final Set<StreamName> parked;

        Batch(Connection connection, Generation generation, Set<StreamName> parked) {
            this.connection = connection;
            this.generation = generation;
            this.parked = parked;
        }

        /** Halves what cannot be applied, until the event is found that is to blame. */
        void apply(List<RecordedEvent> events) throws SQLException {
            var live = parked.isEmpty() ? events : events.stream().filter(this::isLive).toList();
            if (live.isEmpty()) {
                return;
            }
            var failure = tryApply(connection, live);
            if (failure == null) {
                return;
            }
            if (live.size() == 1) {
                park(live.getFirst(), failure);
                return;
            }
            apply(live.subList(0, live.size() / 2));
            apply(live.subList(live.size() / 2, live.size()));
        }

        private boolean isLive(RecordedEvent event) {
            return !parked.contains(event.stream());
        }

        private void park(RecordedEvent event, Exception failure) throws SQLException {
            LOG.log(
                    Level.ERROR,
                    "projection %s parks stream %s at version %d"
                            .formatted(projection.name(), event.stream(), event.version()),
                    failure);
            ParkedStreams.park(connection, generation, event, failure);
            parked.add(event.stream());
        }
    }

    /**
     * @return why the events cannot be applied, with what was written undone; null when they are
     * @throws SQLException if not the events are to blame, but the database
     */
    @Nullable Exception tryApply(Connection connection, List<RecordedEvent> events)
            throws SQLException {
        var before = connection.setSavepoint();
        try {
            projection.apply(connection, events);
            connection.releaseSavepoint(before);
            return null;
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            connection.rollback(before);
            return e;
        } catch (RuntimeException e) {
            connection.rollback(before);
            return e;
        }
    }

    /** Class 22 is "data exception", 23 "integrity constraint violation". */
    private static boolean isAboutData(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }
}
