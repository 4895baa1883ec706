package dev.rastro.engine.postgres.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * Keeps other processes from doing the same long work. A courtesy: what makes the work correct is
 * its own. Held by a session and not by a transaction, since a transaction of minutes would keep
 * the database from cleaning up after everybody. A process that hangs sends no more heartbeats, and
 * the database ends its session.
 */
public final class SessionLock implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SessionLock.class.getName());

    /** In milliseconds: how long a session may be idle before the database ends it. */
    private static final String LIMIT_IDLE = "SET idle_session_timeout = 15000";

    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(3);

    private final Connection connection;
    private final String name;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread heartbeat;

    private SessionLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
        this.heartbeat = Thread.ofVirtual().name("session lock").start(this::keepAlive);
    }

    /** Empty if somebody else has it. */
    public static Optional<SessionLock> tryTake(DataSource database, String name)
            throws SQLException {
        var connection = database.getConnection();
        try {
            if (AdvisoryLock.tryTakeForSession(connection, name)) {
                execute(connection, LIMIT_IDLE);
                return Optional.of(new SessionLock(connection, name));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            discard(connection);
            throw e;
        }
    }

    private void keepAlive() {
        try {
            while (!closed.await(HEARTBEAT_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                execute(connection, "SELECT 1");
            }
        } catch (SQLException e) {
            LOG.log(
                    Level.WARNING,
                    "lost %s; another process may go on with it: %s"
                            .formatted(name, e.getMessage()));
            LOG.log(Level.DEBUG, "lost " + name, e);
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void giveBack(Connection connection) throws SQLException {
        execute(connection, "RESET idle_session_timeout");
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        closed.countDown();
        try {
            heartbeat.join();
            if (!connection.isValid(1)) {
                connection.close();
                return;
            }
            AdvisoryLock.release(connection, name);
            giveBack(connection);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            discard(connection);
        }
    }

    /** The pool throws a closed connection away, and the lock with it. */
    private static void discard(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        connection.close();
    }
}
