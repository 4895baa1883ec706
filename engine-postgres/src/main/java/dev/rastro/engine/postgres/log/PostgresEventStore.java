package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.postgres.figures.StoreSize;
import dev.rastro.engine.postgres.inline.InlineProjection;
import dev.rastro.engine.postgres.inline.InlineProjections;
import dev.rastro.engine.postgres.watch.HintListener;
import dev.rastro.engine.postgres.watch.HintSender;
import dev.rastro.engine.postgres.watch.LogWatcher;
import dev.rastro.engine.postgres.watch.RecentEvents;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.subscription.PositionSignal;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

/**
 * The log in PostgreSQL 15 to 18, in the schema that {@code Migrations.engine()} makes.
 *
 * <p>Any number of stores, in any number of processes, may work on one database. Each holds one
 * connection for appending; readers take theirs from the pool and never wait for writers.
 */
public final class PostgresEventStore implements EventStore, EventSource, AutoCloseable {

    /** What is further behind is read by whoever needs it. */
    private static final int POLL_EVENTS_MAX = 2_000;

    private final DataSource readers;
    private final CheckedClock clock;
    private final AppendQueue queue;
    private final LogWatcher watcher;
    private final @Nullable HintSender hintSender;
    private final @Nullable HintListener hintListener;
    private final PositionSignal committed;
    private final RecentEvents recent;

    /**
     * @param queueCapacity how many appends may wait; more have to wait for a place
     * @param deadline how long an append may wait for its turn before it is refused
     * @param patience how long to try to reach a database that went away, before appends fail
     * @param pollInterval how soon what other processes have appended is seen, at the latest
     * @param hints whether processes notify each other of their commits, so that they are seen at
     *     once; takes two connections
     * @param inline written in the transaction of the events; all that append must have the same
     * @param clockAheadMax how far the clock may be ahead of the database's; if it is further,
     *     nothing is appended, since time in the log never goes back
     */
    public record Settings(
            int queueCapacity,
            Duration deadline,
            Duration patience,
            Duration pollInterval,
            boolean hints,
            List<InlineProjection> inline,
            Duration clockAheadMax) {

        public static final Settings DEFAULT =
                new Settings(
                        10_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        true,
                        List.of(),
                        Duration.ofMinutes(5));

        public Settings {
            inline = List.copyOf(inline);
        }

        public Settings polling(Duration interval, boolean withHints) {
            return new Settings(
                    queueCapacity, deadline, patience, interval, withHints, inline, clockAheadMax);
        }

        public Settings inline(InlineProjection... projections) {
            return new Settings(
                    queueCapacity,
                    deadline,
                    patience,
                    pollInterval,
                    hints,
                    List.of(projections),
                    clockAheadMax);
        }

        /** For clocks that do not show the time, as in tests. */
        public Settings anyClock() {
            var forever = ChronoUnit.FOREVER.getDuration();
            return new Settings(
                    queueCapacity, deadline, patience, pollInterval, hints, inline, forever);
        }
    }

    /**
     * @param readers a pool
     * @param writer gives the appender its connection, and hints theirs; not limited by the
     *     readers' pool, so that reading never keeps anybody from writing
     */
    public PostgresEventStore(
            DataSource readers, DataSource writer, InstantSource clock, Settings settings) {
        this.readers = readers;
        this.clock = new CheckedClock(clock, settings.clockAheadMax());
        this.committed = new PositionSignal();
        this.recent = new RecentEvents();
        var database = new AppenderConnection(writer, settings.patience());
        var inline = new InlineProjections(settings.inline());
        var appender = new Appender(database, this.clock, inline, this::committed);
        this.queue =
                new AppendQueue(
                        appender, settings.queueCapacity(), settings.deadline(), ANSWER_MAX);
        this.watcher = new LogWatcher(this::poll, settings.pollInterval());
        this.hintSender = settings.hints() ? new HintSender(writer) : null;
        this.hintListener = settings.hints() ? new HintListener(writer, this::onHint) : null;
    }

    private PostgresEventStore(PostgresEventStore same, DataSource readers) {
        this.readers = readers;
        this.clock = same.clock;
        this.committed = same.committed;
        this.recent = same.recent;
        this.queue = same.queue;
        this.watcher = same.watcher;
        this.hintSender = same.hintSender;
        this.hintListener = same.hintListener;
    }

    /**
     * This store, but read through another pool: who reads much there keeps nobody here from
     * reading. It ends with this one.
     */
    public PostgresEventStore through(DataSource otherReaders) {
        return new PostgresEventStore(this, otherReaders);
    }

    private void committed(Batch batch) {
        recent.add(batch.recorded());
        committed.advance(batch.lastPosition());
        if (hintSender != null) {
            hintSender.committed(batch.lastPosition());
        }
    }

    private void onHint(long position) {
        if (position > committed.position()) {
            watcher.wake();
        }
    }

    /** Takes in what others have appended; some of it may be known. */
    private void poll() throws SQLException {
        long known = committed.position();
        try (var connection = readers.getConnection()) {
            boolean unusedSaysItself = clock.isRight(connection);
            long head = LogHead.read(connection).position();
            if (head > known) {
                recent.add(
                        ReadEvents.ofLog(
                                connection,
                                Math.max(known, head - POLL_EVENTS_MAX),
                                POLL_EVENTS_MAX));
                committed.advance(head);
            }
        }
    }

    @Override
    public CompletableFuture<AppendResult> submit(Append append) {
        return queue.submit(append);
    }

    @Override
    public List<RecordedEvent> readStream(StreamName stream, long afterVersion, int limit) {
        return read(connection -> ReadEvents.ofStream(connection, stream, afterVersion, limit));
    }

    /** Ends where {@link #committed()} is, or later: others may have committed more just now. */
    @Override
    public List<RecordedEvent> readAll(long afterPosition, int limit) {
        var inMemory = recent(afterPosition, limit);
        return inMemory.isEmpty()
                ? read(connection -> ReadEvents.ofLog(connection, afterPosition, limit))
                : inMemory;
    }

    /**
     * What follows a position, if it is among the newest events, which are kept in memory; empty if
     * the database must be queried.
     */
    public List<RecordedEvent> recent(long afterPosition, int limit) {
        return recent.after(afterPosition, limit);
    }

    @Override
    public Page read(EventFilter filter, long afterPosition, int limit) {
        var inMemory = recent(afterPosition, Math.max(limit, LOOKED_AT_MAX));
        return inMemory.isEmpty()
                ? read(connection -> ReadEvents.matching(connection, filter, afterPosition, limit))
                : Page.of(filter, afterPosition, inMemory, limit);
    }

    @Override
    public long lastPosition() {
        return read(connection -> LogHead.read(connection).position());
    }

    @Override
    public Optional<RecordedReceipt> findReceipt(UUID key) {
        return read(connection ->
                Optional.ofNullable(Receipts.find(connection, List.of(key)).get(key)));
    }

    /**
     * Where the log ends: grows at once with the commits of this store, soon with those of others
     * that give hints, and else when it is polled.
     */
    @Override
    public PositionSignal committed() {
        return committed;
    }

    /** How many appends were committed together, since the start. */
    public Distribution batchSizes() {
        return queue.batchSizes();
    }

    /** How long appends took from being submitted to being answered, since the start. */
    public Distribution latencyMicros() {
        return queue.latencyMicros();
    }

    /** Why nothing can be appended any more; empty while all is well. */
    public Optional<String> lastError() {
        return queue.lastError().or(clock::lastError);
    }

    /**
     * Whether that time may have come, by the database's clock, as far as is known of it: what is
     * due then may be done.
     */
    public boolean allows(Instant time) {
        return clock.allows(time);
    }

    public StoreSize size(Instant now) {
        return read(connection -> StoreSize.read(connection, now));
    }

    /**
     * Refuses new appends with {@link StoreBusyException}, and finishes those that were accepted.
     */
    @Override
    public void close() {
        queue.close();
        if (hintListener != null) {
            hintListener.close();
        }
        if (hintSender != null) {
            hintSender.close();
        }
        watcher.close();
    }

    private interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T read(Query<T> query) {
        try (var connection = readers.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw new StoreException("reading failed: " + e.getMessage(), e);
        }
    }
}
