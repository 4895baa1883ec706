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
final class Link {

    private static final Logger LOG = System.getLogger(Link.class.getName());
    private static final int PAUSE_MILLIS = 100;
    private static final int VALID_SECONDS = 2;

    private final DataSource source;
    private final Duration patience;
    private @Nullable Connection connection;

    /**
     * @param patience how long to go on trying to reach the database
     */
    Link(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    boolean isUp() {
        return connection != null;
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "the link is down");
    }

    /**
     * Connects, trying for a while.
     *
     * @param inDoubt whether something was sent whose outcome is not known
     * @throws StoreException if the database cannot be reached
     */
    Connection open(boolean inDoubt) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                var opened = source.getConnection();
                connection = opened;
                opened.setAutoCommit(true);
                return opened;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    drop();
                    throw new StoreException(
                            inDoubt
                                    ? "the database went away; whether this was written is unknown"
                                    : "the database cannot be reached; nothing was written",
                            e);
                }
                pause();
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
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "closing a broken connection", e);
            }
            connection = null;
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
