package dev.rastro.engine.postgres.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** Runs work in a transaction: all of it or nothing. */
final class Transactions {

    /**
     * A runner that hangs in the middle of a batch loses its transaction after this time, and its
     * locks with it, so that another one can go on.
     */
    private static final Duration HANGING_MAX = Duration.ofSeconds(15);

    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource database;

    Transactions(DataSource database) {
        this.database = database;
    }

    DataSource database() {
        return database;
    }

    <T> T run(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                limit(connection);
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
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
}
