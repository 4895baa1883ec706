package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.jdbc.CommitDoubt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The one row of {@code log_head}: where the log ends. */
record LogHead(long position, long generation, Instant recordedAt) {

    private static final String READ =
            "SELECT position, generation, recorded_at FROM rastro.log_head";

    private static final String FENCE =
            """
            UPDATE rastro.log_head SET generation = generation + 1
            RETURNING position, generation, recorded_at
            """;

    static LogHead read(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(READ)) {
            return only(select);
        }
    }

    /**
     * Raises the generation. Waits for a statement of a broken connection that still runs, and
     * makes sure that one which has not begun yet will write nothing: after this, what an earlier
     * connection left behind is either committed or never will be.
     *
     * @throws SQLException also if the commit is in doubt: then so is all that was before it
     */
    static LogHead fence(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(FENCE)) {
            var head = only(update);
            CommitDoubt.refuse(update.getWarnings());
            return head;
        }
    }

    private static LogHead only(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return new LogHead(
                    row.getLong(1),
                    row.getLong(2),
                    row.getObject(3, OffsetDateTime.class).toInstant());
        }
    }
}
