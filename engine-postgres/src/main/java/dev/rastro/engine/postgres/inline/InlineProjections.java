package dev.rastro.engine.postgres.inline;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.CommitDoubt;
import dev.rastro.engine.postgres.jdbc.Transactions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** Makes one transaction of a write and of the projections that go with it. */
public record InlineProjections(List<InlineProjection> projections) {

    public static final InlineProjections NONE = new InlineProjections(List.of());

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
        connection.clearWarnings();
        boolean isWritten =
                Transactions.run(
                        connection,
                        within -> {
                            boolean written = write.run();
                            if (written) {
                                apply(within, events.get());
                            }
                            return written;
                        });
        CommitDoubt.refuse(connection.getWarnings());
        return isWritten;
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
}
