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
 * memory which of them hold. While one batch is being committed, the next gathers by itself; nobody
 * is made to wait for company. Used by one thread.
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

    private final Link link;
    private final CheckedClock clock;
    private final InlineProjections inline;
    private final Consumer<Batch> afterCommit;

    private @Nullable LogTail tail;

    /**
     * Whether the last batch met commands that were executed before. Then the next one looks for
     * them first, as in an import that is run again: an insert that fails is dearer than a look.
     */
    private boolean expectDuplicates;

    /** Sent to the database, outcome not known. */
    private @Nullable Batch inFlight;

    /**
     * @param afterCommit told of each batch that is committed, before those who wait for it
     */
    Appender(Link link, CheckedClock clock, InlineProjections inline, Consumer<Batch> afterCommit) {
        this.link = link;
        this.clock = clock;
        this.inline = inline;
        this.afterCommit = afterCommit;
    }

    /**
     * A batch of these appends on what is known of the log, if that can be said without asking the
     * database; otherwise null.
     */
    @Nullable Batch planInMemory(List<Pending> appends) {
        if (!link.isUp()) {
            return null;
        }
        var batch = new Batch(tail(), new HashMap<>(), Map.of(), clock);
        for (var append : appends) {
            if (!batch.addIfKnown(append)) {
                return null;
            }
        }
        return batch;
    }

    /**
     * Writes a batch that was planned in memory. If it succeeds, {@link #wrote} and {@link #settle}
     * are due.
     *
     * @return false if the same appends are to be given to {@link #commit}, which finds out why
     */
    boolean tryWrite(Batch batch) {
        if (!link.isUp() || expectDuplicates || !batch.keysOfConflicts().isEmpty()) {
            return false;
        }
        try {
            return holds(link.connection(), batch);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a batch failed; its appends are looked at more closely", e);
            return false;
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the appender failed; it begins anew with what the log says", e);
            link.drop();
            return false;
        }
    }

    /** Builds on this batch from now on. */
    void wrote(Batch batch) {
        tail().wrote(batch);
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
            link.drop();
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

    /**
     * @throws SQLException if the database refuses: nothing of it was written
     */
    private void tryCommit(List<Pending> appends) throws SQLException {
        Map<UUID, RecordedReceipt> receipts = new HashMap<>();
        boolean clashed = false;
        while (true) {
            if (!link.isUp() && (reconnect() || Pending.areAnswered(appends))) {
                return; // Nobody waits any more for what broke each connection.
            }
            try {
                if (write(appends, receipts)) {
                    return;
                }
            } catch (SQLException e) {
                if (!link.isUp() || link.isBrokenBy(e)) {
                    link.drop();
                } else if (UNIQUE_VIOLATION.equals(e.getSQLState()) && !clashed) {
                    // A key that was used before, or a stream that another process began.
                    clashed = true;
                    receipts.putAll(Receipts.find(link.connection(), Pending.keysOf(appends)));
                    tail().forget(appends);
                    tail().catchUp(link.connection());
                } else {
                    throw e;
                }
            }
        }
    }

    /**
     * The link is up when the fence was raised and, with it, the fate of the batch in flight is
     * known; until then that stays in flight.
     *
     * @return true if it turned out that the batch in flight was committed: it is answered now
     */
    private boolean reconnect() {
        var doubtful = inFlight;
        boolean isCommitted =
                link.open(
                        doubtful != null,
                        connection -> {
                            tail = new LogTail(fence(connection));
                            return doubtful != null && isCommitted(connection, doubtful);
                        });
        inFlight = null;
        if (doubtful != null && isCommitted) {
            settle(doubtful);
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
        var connection = link.connection();
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
            tail().catchUp(connection);
            return false;
        }
        expectDuplicates = !receipts.isEmpty();
        wrote(batch);
        settle(batch);
        return true;
    }

    private Batch plan(
            Connection connection, List<Pending> appends, Map<UUID, RecordedReceipt> receipts)
            throws SQLException {
        if (!clock.isRight(connection)) {
            throw new StoreException(
                    clock.trouble().orElse("a clock is wrong") + "; nothing was written");
        }
        var heads = tail().learn(connection, appends);
        tail().reserveIds(connection, heads.size());
        var batch = new Batch(tail(), heads, receipts, clock);
        appends.forEach(batch::add);
        return batch;
    }

    /**
     * Writes what there is to write; otherwise, only asks whether the plan was made on the truth.
     * If the connection breaks, the link goes down and the batch stays in flight.
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
            if (link.isBrokenBy(e)) {
                link.drop();
            } else {
                inFlight = null;
            }
            throw e;
        }
    }

    /** Tells everybody that the batch is durable. */
    void settle(Batch batch) {
        try {
            afterCommit.accept(batch);
        } finally {
            batch.answer();
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

    private LogTail tail() {
        if (tail == null) {
            throw new IllegalStateException("not connected");
        }
        return tail;
    }

    void close() {
        link.drop();
    }
}
