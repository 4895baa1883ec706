package dev.rastro.engine.postgres.projection;

import java.sql.Connection;
import java.sql.SQLException;

/** How far a projection is. */
final class Checkpoint {

    private static final String CREATE =
            """
            INSERT INTO rastro.checkpoint (projection, position) VALUES (?, 0)
            ON CONFLICT (projection) DO NOTHING
            """;

    private static final String LOCK =
            "SELECT position FROM rastro.checkpoint WHERE projection = ? FOR UPDATE";

    private static final String MOVE =
            """
            UPDATE rastro.checkpoint SET position = ?, updated_at = now()
             WHERE projection = ? AND position = ?
            """;

    private Checkpoint() {}

    private static void create(Connection connection, String projection) throws SQLException {
        try (var insert = connection.prepareStatement(CREATE)) {
            insert.setString(1, projection);
            insert.executeUpdate();
        }
    }

    /**
     * Until the transaction ends, no other runner of this projection gets past this call.
     *
     * @return the position of the last event that was applied
     */
    static long lock(Connection connection, String projection) throws SQLException {
        try (var select = connection.prepareStatement(LOCK)) {
            select.setString(1, projection);
            try (var row = select.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        }
        create(connection, projection);
        return lock(connection, projection);
    }

    static void move(Connection connection, String projection, long from, long to)
            throws SQLException {
        try (var update = connection.prepareStatement(MOVE)) {
            update.setLong(1, to);
            update.setString(2, projection);
            update.setLong(3, from);
            if (update.executeUpdate() != 1) {
                throw new SQLException(
                        "the checkpoint of %s is no longer %d".formatted(projection, from));
            }
        }
    }
}
