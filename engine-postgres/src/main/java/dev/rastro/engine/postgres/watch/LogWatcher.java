package dev.rastro.engine.postgres.watch;

import dev.rastro.engine.store.Trouble;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Polls the end of the log now and then, and so learns what other processes have appended: one
 * small query for the whole process, however many follow the log.
 */
public final class LogWatcher implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LogWatcher.class.getName());

    /** Takes in what is new. */
    public interface Poll {
        void run() throws SQLException;
    }

    private final Poll poll;
    private final Duration interval;
    private final Semaphore wake = new Semaphore(0);
    private final Trouble trouble = new Trouble(LOG, "cannot look at the head of the log");
    private final Thread thread;
    private volatile boolean closed;

    public LogWatcher(Poll poll, Duration interval) {
        this.poll = poll;
        this.interval = interval;
        this.thread = Thread.ofVirtual().name("log watcher").start(this::run);
    }

    /** There may be something to see. */
    public void wake() {
        wake.release();
    }

    private void run() {
        try {
            while (!closed) {
                poll();
                if (wake.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted", e);
        }
    }

    private void poll() {
        try {
            poll.run();
            trouble.over();
        } catch (SQLException e) {
            // The appender and the projections say it louder.
            LOG.log(Level.DEBUG, "cannot look at the head of the log", e);
        } catch (RuntimeException | Error e) {
            // Without this thread nobody would learn of other processes' commits.
            trouble.failed(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
