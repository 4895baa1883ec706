package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.append.Entry.PlacedReceipt;
import dev.rastro.benchmarks.append.Entry.Row;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.engine.event.EventData;

import org.postgresql.PGConnection;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A ceiling: one thread takes whatever waits, and writes it in one transaction. It checks no
 * version, looks for no earlier command and remembers nothing; everything else is what a group
 * commit has to do.
 */
final class GroupedLog extends EventLog {

    private static final int GROUP_MAX = 1_024;
    private static final int WAITING_MAX = 10_000;
    private static final Instant COPY_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final String INSERT_EVENTS =
            Table.NUMBERED_EVENTS.in(
                    "INSERT INTO event (recorded_at, $names) SELECT ?, e.* FROM unnest($arrays) AS"
                            + " e");

    private static final String INSERT_RECEIPTS =
            Table.RECEIPTS.in(
                    """
                    WITH receipts AS (
                        INSERT INTO receipt (recorded_at, $names)
                        SELECT ?, r.* FROM unnest($arrays) AS r
                    )
                    """);

    private final Supplier<List<EventData>> events;
    private final Writer writer;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile long commits;
    private long position;

    private record Waiting(Entry entry, CompletableFuture<Boolean> written) {}

    /** What is sent to the database; returns when all of it is durable. */
    private interface Writer {
        void write(Connection connection, List<Row> rows, List<PlacedReceipt> receipts)
                throws SQLException;
    }

    /** What is written how, and into which tables. */
    private record Way(String name, Writer writer, List<String> tables) {}

    private GroupedLog(Database database, Supplier<List<EventData>> events, Way way) {
        super(way.name(), database, way.tables().toArray(String[]::new));
        this.events = events;
        this.writer = way.writer();
        this.thread = Thread.ofPlatform().name(way.name()).daemon().start(this::run);
    }

    /** In one statement, which commits by itself. */
    static EventLog unnest(Database database, Supplier<List<EventData>> events) {
        return new GroupedLog(
                database,
                events,
                new Way("unnest, in groups", GroupedLog::insert, List.of("event", "receipt")));
    }

    /** The same with half the rows. */
    static EventLog unnestEvents(Database database, Supplier<List<EventData>> events) {
        return new GroupedLog(
                database,
                events,
                new Way(
                        "unnest, in groups, without receipts",
                        GroupedLog::insertEvents,
                        List.of("event")));
    }

    /** By {@code COPY} in the binary format, into both tables, and one commit. */
    static EventLog copy(Database database, Supplier<List<EventData>> events) {
        return new GroupedLog(
                database,
                events,
                new Way("COPY, in groups", GroupedLog::copy, List.of("event", "receipt")));
    }

    private static void insert(Connection connection, List<Row> rows, List<PlacedReceipt> receipts)
            throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_RECEIPTS + INSERT_EVENTS)) {
            var now = OffsetDateTime.now(ZoneOffset.UTC);
            insert.setObject(1, now);
            int next = Table.RECEIPTS.bindArrays(insert, 2, receipts);
            insert.setObject(next, now);
            int unusedNext = Table.NUMBERED_EVENTS.bindArrays(insert, next + 1, rows);
            int unusedCount = insert.executeUpdate();
        }
    }

    private static void insertEvents(
            Connection connection, List<Row> rows, List<PlacedReceipt> receipts)
            throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_EVENTS)) {
            insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
            int unusedNext = Table.NUMBERED_EVENTS.bindArrays(insert, 2, rows);
            int unusedCount = insert.executeUpdate();
        }
    }

    private static void copy(Connection connection, List<Row> rows, List<PlacedReceipt> receipts)
            throws SQLException {
        long now = Duration.between(COPY_EPOCH, Instant.now()).toNanos() / 1_000;
        connection.setAutoCommit(false);
        copy(connection, "event", Table.NUMBERED_EVENTS, Table.NUMBERED_EVENTS.copy(now, rows));
        copy(connection, "receipt", Table.RECEIPTS, Table.RECEIPTS.copy(now, receipts));
        connection.commit();
    }

    @SuppressWarnings("ByteBufferBackingArray") // It was allocated by the table.
    private static void copy(Connection connection, String to, Table<?> table, ByteBuffer rows)
            throws SQLException {
        var sql = table.in("COPY %s (recorded_at, $names) FROM STDIN (FORMAT binary)");
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql.formatted(to));
        copy.writeToCopy(rows.array(), 0, rows.position());
        long unusedCount = copy.endCopy();
    }

    @Override
    void append(long stream, long version) throws Exception {
        var entry = new Entry(stream, version, events.get());
        var waiting = new Waiting(entry, new CompletableFuture<>());
        queue.put(waiting);
        boolean unusedTrue = waiting.written.get();
    }

    private void run() {
        try (var connection = database.pool().getConnection()) {
            while (true) {
                var taken = new ArrayList<Waiting>();
                taken.add(queue.take());
                int unusedCount = queue.drainTo(taken, GROUP_MAX - 1);
                commit(connection, taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // It is closed.
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes, others only read.
    private void commit(Connection connection, List<Waiting> taken) {
        var rows = new ArrayList<Row>();
        var receipts = new ArrayList<PlacedReceipt>();
        for (var waiting : taken) {
            rows.addAll(waiting.entry.rows(position));
            position += waiting.entry.events().size();
            receipts.add(new PlacedReceipt(position, waiting.entry.receipt()));
        }
        try {
            writer.write(connection, rows, receipts);
            commits++;
            taken.forEach(waiting -> waiting.written.complete(true));
        } catch (SQLException | RuntimeException e) {
            taken.forEach(waiting -> waiting.written.completeExceptionally(e));
        }
    }

    @Override
    long commits(long appends) {
        return commits;
    }

    @Override
    public void close() {
        thread.interrupt();
        database.close();
    }
}
