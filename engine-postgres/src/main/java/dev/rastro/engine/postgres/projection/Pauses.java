package dev.rastro.engine.postgres.projection;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows of {@code rastro.projection_pause}: one stops a projection on every node. */
final class Pauses {

    private static final String IS_PAUSED =
            "SELECT EXISTS (SELECT FROM rastro.projection_pause WHERE name = ?)";

    private static final String PAUSE =
            "INSERT INTO rastro.projection_pause (name) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String RESUME = "DELETE FROM rastro.projection_pause WHERE name = ?";

    private Pauses() {}

    static boolean isPaused(Connection connection, String projection) throws SQLException {
        try (var select = connection.prepareStatement(IS_PAUSED)) {
            select.setString(1, projection);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    static void pause(Connection connection, String projection) throws SQLException {
        execute(connection, PAUSE, projection);
    }

    static void resume(Connection connection, String projection) throws SQLException {
        execute(connection, RESUME, projection);
    }

    private static void execute(Connection connection, String sql, String projection)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, projection);
            statement.executeUpdate();
        }
    }
}
