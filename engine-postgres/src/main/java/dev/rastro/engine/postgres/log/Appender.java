package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.postgres.inline.InlineProjections;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Group commit: all appends that wait are written in one transaction, after it was decided in
 * memory which of them hold. Used by one thread.
 *
 * <p>Safe with any number of appenders on one database. Each plans its batch on the head it knows,
 * and the statement writes only if that is still the head, under the head's row lock. So positions
 * are gapless and in commit order, and no version check can be outrun.
 *
 * <p>A connection that breaks while a batch is being committed leaves no doubt: the next connection
 * raises the head's generation, which waits for the old statement or disarms it, and then looks
 * whether the batch is there.
 */
final class Appender {

    private static final Logger LOG = System.getLogger(Appender.class.getName());
    private static final String UNIQUE_VIOLATION = "23505";

    private final AppenderConnection database;
    private final CheckedClock clock;
    private final InlineProjections inline;
    private final Consumer<Batch> afterCommit;

    private @Nullable KnownHeads known;

    /**
     * Whether the last batch met commands that were executed before. Then the next one looks for
     * them first, as in an import that is run again: an insert that fails is dearer than a look.
     */
    private boolean expectDuplicates;

    /** Sent to the database, outcome not known. */
    private @Nullable Batch inFlight;

    /**
     * @param afterCommit notified of each batch that is committed, before those who wait for it
     */
    Appender(
            AppenderConnection database,
            CheckedClock clock,
            InlineProjections inline,
            Consumer<Batch> afterCommit) {
        this.database = database;
        this.clock = clock;
        this.inline = inline;
        this.afterCommit = afterCommit;
    }

    /**
     * A batch of these appends on what is known of the log, if that can be said without a query;
     * otherwise null.
     */
    @Nullable Batch planInMemory(List<Pending> appends) {
        if (!database.isUp()) {
            return null;
        }
        var batch = new Batch(known(), new HashMap<>(), Map.of(), clock);
        for (var append : appends) {
            if (!batch.addIfKnown(append)) {
                return null;
            }
        }
        return batch;
    }

    /**
     * Writes a batch that was planned in memory. If it succeeds, {@link #wrote} and {@link
     * #publishAndComplete} are due.
     *
     * @return false if the same appends are to be given to {@link #commit}, which finds out why
     */
    boolean tryWrite(Batch batch) {
        if (!database.isUp() || expectDuplicates || !batch.keysOfConflicts().isEmpty()) {
            return false;
        }
        try {
            return holds(database.connection(), batch);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a batch failed; its appends are looked at more closely", e);
            return false;
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the appender failed; it begins anew with what the log says", e);
            database.drop();
            return false;
        }
    }

    /** Builds on this batch from now on. */
    void wrote(Batch batch) {
        known().wrote(batch);
    }

    /** Tries all these appends, in order, and answers each: with a result, or with a failure. */
    void commit(List<Pending> appends) {
        try {
            tryCommit(appends);
        } catch (SQLException e) {
            if (appends.size() == 1) {
                Pending.fail(appends, new StoreException("append failed: " + e.getMessage(), e));
            } else {
                commitOneByOne(appends);
            }
        } catch (StoreException e) {
            Pending.fail(appends, e);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the appender failed; it begins anew with what the log says", e);
            database.drop();
            Pending.fail(appends, new StoreException("append failed; its outcome is unknown", e));
        } finally {
            // Who was in doubt is answered; the next fence is before whatever is written then.
            inFlight = null;
        }
    }

    /** One append that the database cannot take shall not take the others with it. */
    private void commitOneByOne(List<Pending> appends) {
        for (var append : appends) {
            if (!append.result().isDone()) {
                commit(List.of(append));
            }
        }
    }

    /** An {@code SQLException} says that the database refuses: nothing of it was written. */
    private void tryCommit(List<Pending> appends) throws SQLException {
        Map<UUID, RecordedReceipt> receipts = new HashMap<>();
        boolean conflicted = false;
        while (true) {
            if (!database.isUp() && (reconnect() || Pending.areAnswered(appends))) {
                return; // Nobody waits any more for what broke each connection.
            }
            try {
                if (write(appends, receipts)) {
                    return;
                }
            } catch (SQLException e) {
                if (!database.isUp() || database.isBrokenBy(e)) {
                    database.drop();
                } else if (UNIQUE_VIOLATION.equals(e.getSQLState()) && !conflicted) {
                    // A key that was used before, or a stream that another process began.
                    conflicted = true;
                    receipts.putAll(Receipts.find(database.connection(), Pending.keysOf(appends)));
                    known().forget(appends);
                    known().catchUp(database.connection());
                } else {
                    throw e;
                }
            }
        }
    }

    /**
     * The connection is up when the fence was raised and, with it, the fate of the batch in flight
     * is known; until then that stays in flight.
     *
     * @return true if it turned out that the batch in flight was committed: it is answered now
     */
    private boolean reconnect() {
        var doubtful = inFlight;
        boolean isCommitted =
                database.open(
                        doubtful != null,
                        connection -> {
                            known = new KnownHeads(fence(connection));
                            return doubtful != null && isCommitted(connection, doubtful);
                        });
        inFlight = null;
        if (doubtful != null && isCommitted) {
            publishAndComplete(doubtful);
        }
        return isCommitted;
    }

    private LogHead fence(Connection connection) throws SQLException {
        var head = LogHead.fence(connection);
        if (clock.isRight(connection) && !clock.allows(head.recordedAt())) {
            LOG.log(
                    Level.WARNING,
                    "the log ends in the future; until then, all is recorded as of {0}",
                    head.recordedAt());
        }
        return head;
    }

    /**
     * @return false if somebody else appended first, or a command turned out to be an old one: all
     *     is to be planned anew
     */
    private boolean write(List<Pending> appends, Map<UUID, RecordedReceipt> receipts)
            throws SQLException {
        var connection = database.connection();
        if (expectDuplicates && receipts.isEmpty()) {
            receipts.putAll(Receipts.find(connection, Pending.keysOf(appends)));
        }
        var batch = plan(connection, appends, receipts);
        var old = Receipts.find(connection, batch.keysOfConflicts());
        if (!old.isEmpty()) {
            receipts.putAll(old);
            return false;
        }
        if (!holds(connection, batch)) {
            known().catchUp(connection);
            return false;
        }
        expectDuplicates = !receipts.isEmpty();
        wrote(batch);
        publishAndComplete(batch);
        return true;
    }

    private Batch plan(
            Connection connection, List<Pending> appends, Map<UUID, RecordedReceipt> receipts)
            throws SQLException {
        if (!clock.isRight(connection)) {
            throw new StoreException(
                    clock.lastError().orElse("a clock is wrong") + "; nothing was written");
        }
        var heads = known().learn(connection, appends);
        known().reserveIds(connection, heads.size());
        var batch = new Batch(known(), heads, receipts, clock);
        appends.forEach(batch::add);
        return batch;
    }

    /**
     * Writes what there is to write; otherwise, only checks whether the plan was made on the truth.
     * If the connection breaks, it goes down and the batch stays in flight.
     */
    private boolean holds(Connection connection, Batch batch) throws SQLException {
        try {
            if (batch.writesNothing()) {
                return LogHead.read(connection).position() == batch.expectedHead().position();
            }
            inFlight = batch;
            boolean written =
                    inline.with(
                            connection, () -> InsertBatch.run(connection, batch), batch::recorded);
            inFlight = null;
            return written;
        } catch (SQLException e) {
            if (database.isBrokenBy(e)) {
                database.drop();
            } else {
                inFlight = null;
            }
            throw e;
        }
    }

    /** Makes the batch known to readers, then completes its results. Call when it is durable. */
    void publishAndComplete(Batch batch) {
        try {
            afterCommit.accept(batch);
        } finally {
            batch.complete();
        }
    }

    /**
     * A batch of receipts alone is taken for not committed: tried again, it meets its own receipts,
     * and they answer as they would have.
     */
    private static boolean isCommitted(Connection connection, Batch batch) throws SQLException {
        if (batch.rows().isEmpty()) {
            return false;
        }
        var first = batch.rows().getFirst();
        return ReadEvents.ofLog(connection, first.position() - 1, 1).stream()
                .anyMatch(written -> written.data().id().equals(first.event().id()));
    }

    private KnownHeads known() {
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        return known;
    }

    void close() {
        database.drop();
    }
}
