package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.TestDatabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Cuts the connection at the second batch, and then meets the fence with what may happen to it. A
 * statement that is cut while it runs goes on at the server, where it holds the head.
 */
final class BrokenFence implements Meddling {

    enum Cut {
        BEFORE,
        DURING,
        AFTER
    }

    enum Fate {
        SUCCEEDS,
        TIMES_OUT,
        IS_CANCELLED,
        MEETS_A_READ_ONLY_SERVER
    }

    private static final String LOCK_HEAD = "SELECT 1 FROM rastro.log_head FOR UPDATE SKIP LOCKED";

    private final TestDatabase database;
    private final Cut cut;
    private final Fate fate;
    private final CountDownLatch isWriting = new CountDownLatch(1);
    private final CountDownLatch mayWrite = new CountDownLatch(1);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger fencesToFail;
    private final AtomicInteger fences = new AtomicInteger();
    private volatile boolean hasFailed;

    BrokenFence(TestDatabase database, Cut cut, Fate fate, int fencesToFail) {
        this.database = database;
        this.cut = cut;
        this.fate = fate;
        this.fencesToFail = new AtomicInteger(fate == Fate.SUCCEEDS ? 0 : fencesToFail);
        this.hasFailed = fate == Fate.SUCCEEDS;
    }

    /** Until the first batch is at the database. */
    void awaitWrite() throws InterruptedException {
        isWriting.await();
    }

    /** Until then, the first batch waits, so that the appends behind it become one. */
    void letWrite() {
        mayWrite.countDown();
    }

    /** From now on every fence is raised. */
    void heal() {
        fencesToFail.set(0);
    }

    boolean hasFailedAllItShould() {
        return hasFailed;
    }

    @Override
    public ResultSet meddle(Connection connection, String sql, Query query) throws Exception {
        if (sql.contains("generation = generation + 1")) {
            boolean toFail = fences.incrementAndGet() > 1 && fencesToFail.getAndDecrement() > 0;
            return toFail ? failed(connection, query) : query.execute();
        }
        if (!sql.contains("INSERT INTO rastro.event")) {
            return query.execute();
        }
        return switch (writes.incrementAndGet()) {
            case 1 -> {
                isWriting.countDown();
                mayWrite.await();
                yield query.execute();
            }
            case 2 -> cut(connection, query);
            default -> query.execute();
        };
    }

    private ResultSet cut(Connection connection, Query query) throws Exception {
        switch (cut) {
            case BEFORE -> connection.abort(Runnable::run);
            case DURING -> {
                var cutter = Thread.ofVirtual().start(() -> cutWhenItHangs(connection));
                try {
                    return query.execute();
                } finally {
                    cutter.join();
                }
            }
            case AFTER -> {
                query.execute().close();
                connection.abort(Runnable::run);
            }
        }
        throw new SQLException("cut", "08006");
    }

    private void cutWhenItHangs(Connection connection) {
        Sessions.awaitOne(database, "advisory");
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ResultSet failed(Connection connection, Query query) throws Exception {
        try {
            return fail(connection, query);
        } finally {
            hasFailed = fencesToFail.get() <= 0;
        }
    }

    private ResultSet fail(Connection connection, Query query) throws Exception {
        return switch (fate) {
            case SUCCEEDS -> query.execute();
            case TIMES_OUT -> {
                set(connection, "lock_timeout = '30ms'");
                yield withLockedHead(query);
            }
            case IS_CANCELLED -> {
                var canceller = Thread.ofVirtual().start(this::cancelWhenItWaits);
                try {
                    yield withLockedHead(query);
                } finally {
                    canceller.join();
                }
            }
            case MEETS_A_READ_ONLY_SERVER -> {
                set(connection, "default_transaction_read_only = on");
                yield query.execute();
            }
        };
    }

    private void cancelWhenItWaits() {
        Sessions.awaitOne(database, "Lock");
        try {
            database.execute(
                    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type ="
                            + " 'Lock' AND wait_event <> 'advisory' AND datname ="
                            + " current_database()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By the statement that was cut, or else by us. */
    private ResultSet withLockedHead(Query query) throws SQLException {
        try (var blocker = database.asOwner().getConnection();
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute(LOCK_HEAD);
            return query.execute();
        }
    }

    private static void set(Connection connection, String what) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET " + what);
        }
    }
}
