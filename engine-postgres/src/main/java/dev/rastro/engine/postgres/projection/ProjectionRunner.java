package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.projection.Projection;
import dev.rastro.engine.subscription.PositionSignal;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Keeps one projection up with the log, on a thread of its own.
 *
 * <p>Each batch is one transaction that locks the checkpoint, reads what comes after it, lets the
 * projection change its rows and moves the checkpoint. The row lock is what keeps a second runner,
 * in this process or another, from applying an event again; should a runner hang in the middle, the
 * database ends its transaction after {@link #HANGING_MAX} and the other goes on.
 *
 * <p>When a batch fails nothing of it remains, and it is tried again, after ever longer pauses.
 */
public final class ProjectionRunner implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ProjectionRunner.class.getName());

    private static final int BATCH_MAX = 2_000;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final Duration HANGING_MAX = Duration.ofSeconds(30);

    private final DataSource database;
    private final Projection projection;
    private final PositionSignal committed;
    private final PositionSignal applied = new PositionSignal();
    private volatile @Nullable String trouble;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * @param committed wakes the runner; events that it does not tell of are found by polling
     */
    public ProjectionRunner(DataSource database, Projection projection, PositionSignal committed) {
        this.database = database;
        this.projection = projection;
        this.committed = committed;
    }

    public ProjectionRunner start() {
        thread = Thread.ofVirtual().name("projection " + projection.name()).start(this::run);
        return this;
    }

    public String name() {
        return projection.name();
    }

    /** How far the read model is: it shows every event up to this position, and none after it. */
    public PositionSignal applied() {
        return applied;
    }

    /** Why the newest attempt failed; empty when all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        long failures = 0;
        while (!closed) {
            try {
                boolean applied = step();
                failures = 0;
                trouble = null;
                if (!applied) {
                    committed.await(this.applied.position() + 1, POLL);
                }
            } catch (SQLException | RuntimeException e) {
                failures++;
                trouble = String.valueOf(e.getMessage());
                LOG.log(Level.WARNING, "projection %s failed".formatted(name()), e);
                pause(failures);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /**
     * Applies the next batch.
     *
     * @return whether there was anything to apply
     */
    boolean step() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long before = lockCheckpoint(connection);
                long reached = applyAfter(connection, before);
                connection.commit();
                applied.advance(reached);
                return reached > before;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private long lockCheckpoint(Connection connection) throws SQLException {
        try (var limit = connection.createStatement()) {
            limit.execute(
                    "SET LOCAL idle_in_transaction_session_timeout = " + HANGING_MAX.toMillis());
        }
        return Checkpoint.lock(connection, name());
    }

    private long applyAfter(Connection connection, long position) throws SQLException {
        var events = ReadEvents.ofLog(connection, position, BATCH_MAX);
        if (events.isEmpty()) {
            return position;
        }
        projection.apply(connection, events);
        long reached = events.getLast().position();
        Checkpoint.move(connection, name(), position, reached);
        return reached;
    }

    private void pause(long failures) {
        long millis = Math.min(PAUSE_MAX.toMillis(), 50L << Math.min(failures, 10));
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Finishes the batch at hand and stops. */
    @Override
    public void close() {
        closed = true;
        var running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
