package dev.rastro.engine.postgres.watch;

import dev.rastro.engine.store.Trouble;
import dev.rastro.engine.subscription.PositionSignal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * Notifies other processes how far the log reaches, after the commit and beside the appender: a
 * notification within its transaction would make every commit wait for a lock of the whole server.
 * Many commits make one notification.
 */
public final class HintSender implements AutoCloseable {

    static final String CHANNEL = "rastro_log";

    private static final Logger LOG = System.getLogger(HintSender.class.getName());
    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Duration GAP = Duration.ofMillis(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Nothing is lost with a hint: its commit need not wait for the disk. */
    private static final String IN_PASSING = "SET synchronous_commit = off";

    private static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', ?)";

    private final DataSource database;
    private final PositionSignal written = new PositionSignal();
    private final Trouble trouble = new Trouble(LOG, "cannot send hints");
    private final Thread thread;

    public HintSender(DataSource database) {
        this.database = database;
        this.thread = Thread.ofVirtual().name("hint sender").start(this::run);
    }

    /** Never waits. */
    public void committed(long position) {
        written.advance(position);
    }

    private void run() {
        try {
            while (true) {
                sendWhileItWorks();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "closed", e);
        }
    }

    private void sendWhileItWorks() throws InterruptedException {
        long sent = 0;
        try (var connection = database.getConnection()) {
            prepare(connection);
            trouble.over();
            while (true) {
                written.await(sent + 1, FOREVER);
                long position = written.position();
                send(connection, position);
                sent = position;
                Thread.sleep(GAP);
            }
        } catch (SQLException e) {
            // Others find out by looking.
            LOG.log(Level.DEBUG, "cannot send hints", e);
        } catch (RuntimeException | Error e) {
            trouble.failed(e);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (var set = connection.prepareStatement(IN_PASSING)) {
            set.execute();
        }
    }

    private static void send(Connection connection, long position) throws SQLException {
        try (var notify = connection.prepareStatement(NOTIFY)) {
            notify.setString(1, Long.toString(position));
            notify.execute();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
