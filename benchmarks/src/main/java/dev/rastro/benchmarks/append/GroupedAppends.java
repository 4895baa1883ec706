package dev.rastro.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.benchmarks.append.GroupWriter.Group;
import dev.rastro.benchmarks.append.GroupWriter.Placed;
import dev.rastro.benchmarks.append.GroupWriter.PlacedReceipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * A ceiling: one thread takes whatever waits, and writes it in one transaction. It checks no
 * version, looks for no earlier command and remembers nothing; everything else is what a group
 * commit has to do.
 */
final class GroupedAppends extends Appends {

    private static final int GROUP_MAX = 1_024;
    private static final int WAITING_MAX = 10_000;

    private record Waiting(Optional<Entry> entry, CompletableFuture<Boolean> written) {}

    private final HikariDataSource database;
    private final GroupWriter writer;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile long commits;
    private long position;

    GroupedAppends(String name, HikariDataSource database, GroupWriter writer, Workload workload) {
        super(name, workload);
        this.database = database;
        this.writer = writer;
        this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    @Override
    void append(Entry entry) throws Exception {
        var waiting = new Waiting(Optional.of(entry), new CompletableFuture<>());
        queue.put(waiting);
        boolean unusedTrue = waiting.written().get();
    }

    private void run() {
        try (var connection = database.getConnection()) {
            while (true) {
                var taken = new ArrayList<Waiting>();
                taken.add(queue.take());
                int unusedCount = queue.drainTo(taken, GROUP_MAX - 1);
                if (taken.stream().anyMatch(waiting -> waiting.entry().isEmpty())) {
                    return;
                }
                commit(connection, taken);
            }
        } catch (InterruptedException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes, others only read.
    private void commit(Connection connection, List<Waiting> taken) {
        try {
            writer.write(connection, group(taken));
            commits++;
            taken.forEach(waiting -> waiting.written().complete(true));
        } catch (SQLException | RuntimeException e) {
            taken.forEach(waiting -> waiting.written().completeExceptionally(e));
        }
    }

    private Group group(List<Waiting> taken) {
        var events = new ArrayList<Placed>();
        var receipts = new ArrayList<PlacedReceipt>(taken.size());
        for (var waiting : taken) {
            var entry = waiting.entry().orElseThrow();
            for (var row : entry.rows()) {
                events.add(new Placed(++position, row));
            }
            receipts.add(new PlacedReceipt(position, entry));
        }
        return new Group(OffsetDateTime.now(ZoneOffset.UTC), events, receipts);
    }

    @Override
    Stored stored() throws SQLException {
        return new Tables(database).stored();
    }

    @Override
    boolean keepsReceipts() {
        return writer.keepsReceipts();
    }

    @Override
    Tally tally() {
        return new Tally(acknowledgedEvents(), commits);
    }

    @Override
    public void close() {
        try {
            queue.put(new Waiting(Optional.empty(), new CompletableFuture<>()));
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
