package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.append.Entry.Row;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.store.Receipt;

import java.sql.Connection;
import java.sql.SQLException;
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

    private final Supplier<List<EventData>> events;
    private final Writer writer;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile long commits;
    private long position;

    private record Waiting(Entry entry, CompletableFuture<Boolean> written) {}

    /** A receipt with the position of the last event of its append. */
    record Signed(long position, Receipt receipt) {}

    /** What is sent to the database; returns when all of it is durable. */
    interface Writer {
        void write(Connection connection, List<Row> rows, List<Signed> receipts)
                throws SQLException;
    }

    private GroupedLog(
            String name,
            Database database,
            Supplier<List<EventData>> events,
            Writer writer,
            String... tables) {
        super(name, database, tables);
        this.events = events;
        this.writer = writer;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    static EventLog unnest(Database database, Supplier<List<EventData>> events) {
        var name = "unnest, in groups";
        return new GroupedLog(name, database, events, GroupWriters::unnest, "event", "receipt");
    }

    static EventLog unnestEvents(Database database, Supplier<List<EventData>> events) {
        var name = "unnest, in groups, without receipts";
        return new GroupedLog(name, database, events, GroupWriters::unnestEvents, "event");
    }

    static EventLog copy(Database database, Supplier<List<EventData>> events) {
        var name = "COPY, in groups";
        return new GroupedLog(name, database, events, GroupWriters::copy, "event", "receipt");
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
        var receipts = new ArrayList<Signed>();
        for (var waiting : taken) {
            rows.addAll(waiting.entry.rows(position));
            position += waiting.entry.events().size();
            receipts.add(new Signed(position, waiting.entry.receipt()));
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
