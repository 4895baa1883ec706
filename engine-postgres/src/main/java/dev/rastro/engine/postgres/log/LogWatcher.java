package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.subscription.PositionSignal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.sql.DataSource;

/**
 * Looks at the head of the log now and then, and so learns what other processes have appended: one
 * small query for the whole process, however many follow the log.
 */
final class LogWatcher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LogWatcher.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** What is further behind is read by whoever needs it. */
    private static final int READ_MAX = 2_000;

    private final DataSource database;
    private final PositionSignal committed;
    private final Consumer<List<RecordedEvent>> found;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param committed moved to the head of the log
     * @param found told of the newest events, some of which it may know
     */
    LogWatcher(DataSource database, PositionSignal committed, Consumer<List<RecordedEvent>> found) {
        this.database = database;
        this.committed = committed;
        this.found = found;
        this.thread = Thread.ofVirtual().name("log watcher").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted", e);
        }
    }

    private void look() {
        long known = committed.position();
        try (var connection = database.getConnection()) {
            long head = LogHead.read(connection).position();
            if (head > known) {
                found.accept(
                        ReadEvents.ofLog(connection, Math.max(known, head - READ_MAX), READ_MAX));
                committed.advance(head);
            }
        } catch (SQLException e) {
            // The appender and the projections say it louder.
            LOG.log(Level.DEBUG, "cannot look at the head of the log", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
