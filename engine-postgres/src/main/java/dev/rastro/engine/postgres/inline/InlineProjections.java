package dev.rastro.engine.postgres.inline;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.projection.InlineProjection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Makes one transaction of a write and of the projections that go with it. */
public record InlineProjections(List<InlineProjection> projections) {

    public static final InlineProjections NONE = new InlineProjections(List.of());

    /**
     * A process that hangs between the write and the commit holds up everybody who appends: it
     * loses its transaction after this time.
     */
    private static final Duration HANGING_MAX = Duration.ofSeconds(15);

    /** The statement that writes; false if it wrote nothing. */
    public interface Write {
        boolean run() throws SQLException;
    }

    public InlineProjections {
        projections = List.copyOf(projections);
    }

    /**
     * Without projections, the write is a transaction of its own, in one round trip.
     *
     * @param connection with auto-commit on
     * @param events what is written
     */
    public boolean with(Connection connection, Write write, Supplier<List<RecordedEvent>> events)
            throws SQLException {
        if (projections.isEmpty()) {
            return write.run();
        }
        connection.setAutoCommit(false);
        try {
            limit(connection);
            boolean written = write.run();
            if (written) {
                apply(connection, events.get());
            }
            connection.commit();
            connection.setAutoCommit(true);
            return written;
        } catch (Throwable e) {
            undo(connection, e);
            throw e;
        }
    }

    private void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        for (var projection : projections) {
            try {
                projection.apply(connection, events);
            } catch (RuntimeException e) {
                throw new SQLException("an inline projection failed: " + e.getMessage(), e);
            }
        }
    }

    private static void limit(Connection connection) throws SQLException {
        try (var set =
                connection.prepareStatement(
                        "SELECT set_config('idle_in_transaction_session_timeout', ?, true)")) {
            set.setString(1, Long.toString(HANGING_MAX.toMillis()));
            set.execute();
        }
    }

    private static void undo(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
