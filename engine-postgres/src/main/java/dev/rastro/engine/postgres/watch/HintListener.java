package dev.rastro.engine.postgres.watch;

import dev.rastro.engine.store.Trouble;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import javax.sql.DataSource;

/** Hears from other processes how far the log reaches. What is missed is found by looking. */
public final class HintListener implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HintListener.class.getName());
    private static final String LISTEN = "LISTEN " + HintSender.CHANNEL;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So long nothing may be received before the connection is tried. */
    private static final Duration QUIET_MAX = Duration.ofSeconds(30);

    private static final int VALID_SECONDS = 2;

    private final DataSource database;
    private final LongConsumer listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Trouble trouble = new Trouble(LOG, "cannot listen for hints");
    private final Thread thread;
    private volatile @Nullable Connection listening;

    /**
     * @param listener notified of positions that the log reaches; all that can be when something
     *     may have been missed
     */
    public HintListener(DataSource database, LongConsumer listener) {
        this.database = database;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("hint listener").start(this::run);
    }

    private void run() {
        try {
            do {
                listenWhileItWorks();
            } while (!closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted", e);
        }
    }

    private void listenWhileItWorks() {
        try (var connection = database.getConnection()) {
            listening = connection;
            try (var listen = connection.prepareStatement(LISTEN)) {
                listen.execute();
            }
            listener.accept(Long.MAX_VALUE);
            trouble.over();
            while (closed.getCount() > 0) {
                receive(connection);
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "cannot listen for hints", e);
        } catch (RuntimeException | Error e) {
            trouble.failed(e);
        } finally {
            listening = null;
        }
    }

    private void receive(Connection connection) throws SQLException {
        var received = Notifications.await(connection, QUIET_MAX);
        if (received.isEmpty() && !connection.isValid(VALID_SECONDS)) {
            throw new SQLException("the connection that listens is broken");
        }
        for (var hint : received) {
            listener.accept(positionIn(hint));
        }
    }

    /** Anybody may notify: what is no position is a hint that there may be something. */
    private static long positionIn(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        var connection = listening;
        try {
            if (connection != null) {
                // It waits in a read, which nothing else ends.
                connection.abort(Runnable::run);
            }
            thread.join();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "cannot end listening", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
