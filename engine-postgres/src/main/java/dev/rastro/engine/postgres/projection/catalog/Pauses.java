package dev.rastro.engine.postgres.projection.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A row of {@code rastro.projection_pause}, which stops a projection on every node, and what this
 * process last saw of it.
 */
public final class Pauses {

    private static final String IS_PAUSED =
            "SELECT EXISTS (SELECT FROM rastro.projection_pause WHERE name = ?)";

    private static final String PAUSE =
            "INSERT INTO rastro.projection_pause (name) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String RESUME = "DELETE FROM rastro.projection_pause WHERE name = ?";

    private final String projection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean paused;

    public Pauses(String projection) {
        this.projection = projection;
    }

    /** Sees whether the projection is paused, and remembers it. */
    public boolean look(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(IS_PAUSED)) {
            select.setString(1, projection);
            try (var row = select.executeQuery()) {
                row.next();
                boolean found = row.getBoolean(1);
                remember(found);
                return found;
            }
        }
    }

    public void remember(boolean isPaused) {
        lock.lock();
        try {
            paused = isPaused;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As it was seen last, without a query. */
    public boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is seen that the projection is not paused any more. */
    public void awaitResumed(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (paused && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    public void pause(Connection connection) throws SQLException {
        execute(connection, PAUSE);
    }

    public void resume(Connection connection) throws SQLException {
        execute(connection, RESUME);
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, projection);
            statement.executeUpdate();
        }
    }
}
