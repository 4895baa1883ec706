package dev.rastro.engine.postgres.subscription;

import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.Checkpoints;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** One row per reader. */
public final class PostgresCheckpoints implements Checkpoints {

    private static final String LOAD = "SELECT position FROM rastro.checkpoint WHERE name = ?";

    private static final String BEGIN =
            """
            INSERT INTO rastro.checkpoint AS old (name, position) VALUES (?, ?)
            ON CONFLICT (name)
            DO UPDATE SET position = excluded.position, moved_at = now() WHERE old.position = 0
            """;

    private static final String MOVE =
            """
            UPDATE rastro.checkpoint SET position = ?, moved_at = now()
             WHERE name = ? AND position = ?
            """;

    private final DataSource database;

    public PostgresCheckpoints(DataSource database) {
        this.database = database;
    }

    @Override
    public long load(String name) {
        Checkpoints.require(name, 0, 0);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(LOAD)) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new StoreException("cannot load checkpoint " + name, e);
        }
    }

    @Override
    public boolean advance(String name, long from, long to) {
        Checkpoints.require(name, from, to);
        try (var connection = database.getConnection()) {
            return from == 0 ? begin(connection, name, to) : move(connection, name, from, to);
        } catch (SQLException e) {
            throw new StoreException("cannot move checkpoint " + name, e);
        }
    }

    private static boolean begin(Connection connection, String name, long to) throws SQLException {
        try (var upsert = connection.prepareStatement(BEGIN)) {
            upsert.setString(1, name);
            upsert.setLong(2, to);
            return upsert.executeUpdate() == 1;
        }
    }

    private static boolean move(Connection connection, String name, long from, long to)
            throws SQLException {
        try (var update = connection.prepareStatement(MOVE)) {
            update.setLong(1, to);
            update.setString(2, name);
            update.setLong(3, from);
            return update.executeUpdate() == 1;
        }
    }
}
