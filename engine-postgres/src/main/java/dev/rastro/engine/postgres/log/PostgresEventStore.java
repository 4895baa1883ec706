package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.figures.Distribution;
import dev.rastro.engine.postgres.figures.StoreSize;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.subscription.PositionSignal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    private final DataSource readers;
    private final AppendQueue queue;
    private final LogWatcher watcher;
    private final PositionSignal committed = new PositionSignal();
    private final RecentEvents recent = new RecentEvents();

    /**
     * @param queueCapacity how many appends may wait; more have to wait for a place
     * @param deadline how long an append may wait for its turn before it is refused
     * @param patience how long to try to reach a database that went away, before appends fail
     */
    public record Settings(int queueCapacity, Duration deadline, Duration patience) {
        public static final Settings DEFAULT =
                new Settings(10_000, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    /**
     * @param readers a pool
     * @param writer gives the appender its connection; not limited by the readers' pool, so that
     *     reading never keeps anybody from writing
     */
    public PostgresEventStore(
            DataSource readers, DataSource writer, InstantSource clock, Settings settings) {
        this.readers = readers;
        var appender = new Appender(new Link(writer, settings.patience()), clock, this::committed);
        this.queue = new AppendQueue(appender, settings.queueCapacity(), settings.deadline());
        this.watcher = new LogWatcher(readers, committed, recent::add);
    }

    private void committed(Batch batch) {
        recent.add(batch.recorded());
        committed.advance(batch.lastPosition());
    }

    @Override
    public CompletableFuture<AppendResult> submit(Append append) {
        return queue.submit(append);
    }

    @Override
    public List<RecordedEvent> readStream(StreamName stream, long afterVersion, int limit) {
        return read(connection -> ReadEvents.ofStream(connection, stream, afterVersion, limit));
    }

    @Override
    public List<RecordedEvent> readAll(long afterPosition, int limit) {
        var inMemory = recent(afterPosition, limit);
        return inMemory.isEmpty()
                ? read(connection -> ReadEvents.ofLog(connection, afterPosition, limit))
                : inMemory;
    }

    /**
     * What follows a position, if it is among the newest events, which are kept in memory; empty if
     * the database must be asked.
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
     * Where the log ends: grows at once with the commits of this store, and within some 200 ms with
     * those of others.
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

    public StoreSize size(Instant now) {
        return read(connection -> StoreSize.read(connection, now));
    }

    /**
     * Refuses new appends with {@link StoreBusyException}, and finishes those that were accepted.
     */
    @Override
    public void close() {
        queue.close();
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
