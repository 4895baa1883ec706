package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

/** The appender's one connection, opened anew when it breaks. */
final class AppenderConnection {

    private static final Logger LOG = System.getLogger(AppenderConnection.class.getName());
    private static final int PAUSE_MILLIS = 100;
    private static final int VALID_SECONDS = 2;

    /**
     * Whatever holds for the role: a wait is for the appender to end, a warning at a commit must be
     * heard, and a fence must see what it waited for.
     */
    private static final String SETTINGS =
            """
            SELECT set_config(mine.name, mine.setting, false)
              FROM (VALUES ('lock_timeout', '0'), ('statement_timeout', '0'),
                           ('transaction_timeout', '0'), ('idle_session_timeout', '0'),
                           ('idle_in_transaction_session_timeout', '0'),
                           ('client_min_messages', 'warning'),
                           ('default_transaction_isolation', 'read committed')
                   ) AS mine (name, setting)
              JOIN pg_settings USING (name)
            """;

    /** What makes a new connection fit for use. */
    interface Beginning<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource source;
    private final Duration patience;
    private @Nullable Connection connection;

    /**
     * @param patience how long to go on trying to reach the database
     */
    AppenderConnection(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    boolean isUp() {
        return connection != null;
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "not connected");
    }

    /**
     * Connects and begins, trying for a while. The connection is up only when it began well.
     *
     * @param inDoubt whether something was sent whose outcome is not known
     * @throws StoreException if that did not succeed; what was in doubt stays so
     */
    <T> T open(boolean inDoubt, Beginning<T> beginning) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return begin(beginning);
            } catch (SQLException e) {
                if (System.nanoTime() - end > 0) {
                    throw new StoreException(
                            inDoubt
                                    ? "the database went away; whether this was written is unknown"
                                    : "the database cannot be written to; nothing was written",
                            e);
                }
                LOG.log(Level.DEBUG, "no connection to append by; trying again", e);
                pause();
            }
        }
    }

    private <T> T begin(Beginning<T> beginning) throws SQLException {
        var opened = source.getConnection();
        boolean kept = false;
        try {
            opened.setAutoCommit(true);
            try (var settings = opened.prepareStatement(SETTINGS)) {
                settings.execute();
            }
            T result = beginning.run(opened);
            connection = opened;
            kept = true;
            return result;
        } finally {
            if (!kept) {
                close(opened);
            }
        }
    }

    boolean isBrokenBy(SQLException e) {
        var state = e.getSQLState();
        if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
            return true;
        }
        try {
            return connection == null || !connection.isValid(VALID_SECONDS);
        } catch (SQLException invalid) {
            return true;
        }
    }

    void drop() {
        if (connection != null) {
            close(connection);
            connection = null;
        }
    }

    private static void close(Connection broken) {
        try {
            broken.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "closing a broken connection", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the database could not be reached", e);
        }
    }
}
