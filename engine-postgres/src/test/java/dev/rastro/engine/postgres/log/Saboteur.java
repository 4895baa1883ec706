package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreBusyException;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Writes events until there are enough, in the way that is worst for readers: in transactions of
 * its own that pause after they took the lock, after they wrote, and before they commit, of which
 * every third is rolled back.
 */
final class Saboteur {

    static final List<String> CATEGORIES = List.of("one", "two");
    static final String RARE = "Rare";

    private static final int STREAMS = 20;
    private static final String LOCK = "SELECT position FROM rastro.log_head FOR UPDATE";

    private final TestDatabase database;
    private final AtomicInteger left;
    private final int batchMax;
    private final AtomicInteger rolledBack = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Saboteur(TestDatabase database, int events) {
        this.database = database;
        this.left = new AtomicInteger(events);
        this.batchMax = Math.max(100, events / 1_500);
    }

    /** Appends that waited too long, because the others never let go. */
    int refused() {
        return refused.get();
    }

    int rolledBack() {
        return rolledBack.get();
    }

    /** One event for each stream, so that later only the head is fought for. */
    void begin(EventStore store) {
        for (var category : CATEGORIES) {
            for (int i = 0; i < STREAMS; i++) {
                store.append(append(new StreamName(category, "s" + i), new Random(i), 1));
                left.decrementAndGet();
            }
        }
    }

    Void writeThrough(EventStore store, long seed) {
        var random = new Random(seed);
        int most = batchMax / 8;
        for (int count = take(random, most); count > 0; count = take(random, most)) {
            pause(random);
            try {
                store.append(append(anyStream(random), random, count));
            } catch (StoreBusyException e) {
                left.addAndGet(count);
                refused.incrementAndGet();
            }
        }
        return null;
    }

    Void writeByHand(boolean lockFirst, long seed) throws SQLException {
        var random = new Random(seed);
        try (var connection = database.asWriter().getConnection()) {
            connection.setAutoCommit(false);
            for (int count = take(random, batchMax); count > 0; count = take(random, batchMax)) {
                if (!writeOnce(connection, lockFirst, append(anyStream(random), random, count))) {
                    left.addAndGet(count);
                }
                // Whoever holds the head all the time keeps everybody else from writing.
                LockSupport.parkNanos(random.nextInt(10_000_000));
            }
        }
        return null;
    }

    private boolean writeOnce(Connection connection, boolean lockFirst, Append append)
            throws SQLException {
        var random = new Random(append.hashCode());
        if (lockFirst) {
            try (var lock = connection.prepareStatement(LOCK)) {
                lock.execute();
            }
            pause(random);
        }
        var batch = plan(connection, append);
        if (!lockFirst) {
            connection.commit();
            pause(random);
        }
        boolean written = InsertBatch.run(connection, batch);
        pause(random);
        if (written && random.nextInt(3) > 0) {
            connection.commit();
            return true;
        }
        connection.rollback();
        rolledBack.addAndGet(written ? 1 : 0);
        return false;
    }

    private static Batch plan(Connection connection, Append append) throws SQLException {
        var heads = new KnownHeads(LogHead.read(connection));
        var pending = Pending.of(append, Long.MAX_VALUE);
        var known = heads.learn(connection, List.of(pending));
        var clock = new CheckedClock(InstantSource.system(), Duration.ZERO);
        var batch = new Batch(heads, known, Map.of(), clock);
        batch.add(pending);
        return batch;
    }

    private int take(Random random, int countMax) {
        int wanted = 1 + random.nextInt(countMax);
        int before = left.getAndUpdate(it -> it - Math.min(it, wanted));
        return Math.min(before, wanted);
    }

    private static StreamName anyStream(Random random) {
        var category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        return new StreamName(category, "s" + random.nextInt(STREAMS));
    }

    private static Append append(StreamName stream, Random random, int count) {
        return Append.of(
                stream,
                ExpectedVersion.any(),
                IntStream.range(0, count).mapToObj(i -> event(random)).toList());
    }

    private static EventData event(Random random) {
        var type = random.nextInt(500) == 0 ? RARE : "Usual" + random.nextInt(4);
        var metadata = new Metadata(new UUID(1, 1), new UUID(1, 1), "saboteur");
        return new EventData(UUID.randomUUID(), type, 1, Payload.ofText("{}"), metadata);
    }

    static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(2_000_000));
    }
}
