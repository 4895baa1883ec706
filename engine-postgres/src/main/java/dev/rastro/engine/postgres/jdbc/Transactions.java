package dev.rastro.engine.postgres.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** Runs work in a transaction: all of it or nothing. */
public final class Transactions {

    /**
     * Who hangs in the middle of a transaction loses it after this time, and its locks with it, so
     * that others can go on.
     */
    private static final Duration HANGING_MAX = Duration.ofSeconds(15);

    /** What to do on a connection whose transaction is under way. */
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource database;

    public Transactions(DataSource database) {
        this.database = database;
    }

    public DataSource database() {
        return database;
    }

    public <T> T run(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            return run(connection, work);
        }
    }

    /**
     * @param connection with auto-commit on, as it is afterwards
     */
    public static <T> T run(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            limit(connection);
            T result = work.run(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        } catch (Throwable e) {
            undo(connection, e);
            throw e;
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

    /** On a connection that is broken this fails, too; the cause is what tells so. */
    private static void undo(Connection connection, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
