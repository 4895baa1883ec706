package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.store.ExpectedVersion;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Writers that pause at the worst moments, roll back, and race each other from several processes'
 * worth of stores, against a reader that only remembers the last position it saw. The same reader
 * against the same writers on a sequence loses events: so this test can fail.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SubscriberAdversaryIT {

    private static final int WRITERS = 16;
    private static final int ROUNDS = 60;
    private static final long SEED = System.nanoTime();

    private final TestDatabase database = TestDatabase.withEmptyLog();

    @Test
    void a_reader_that_polls_by_position_skips_nothing_and_sees_nothing_out_of_order()
            throws Exception {
        System.out.println("seed " + SEED);
        var done = new AtomicBoolean();
        var seen = new ArrayList<RecordedEvent>();
        try (var one = TestStores.open(database);
                var two = TestStores.open(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> follow(one, seen, done));
            var writers =
                    IntStream.range(0, WRITERS)
                            .mapToObj(i ->
                                    threads.submit(
                                            i % 4 == 0
                                                    ? () -> writeByHand(i)
                                                    : () -> write(i % 2 == 0 ? one : two, i)))
                            .toList();
            long written = 0;
            for (Future<Integer> writer : writers) {
                written += writer.get();
            }
            done.set(true);
            reader.get();

            assertThat(seen).hasSize((int) written);
        }
        assertThat(seen)
                .extracting(RecordedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(seen).extracting(RecordedEvent::recordedAt).isSorted();
        assertThatStreamsAreWhole(seen);
    }

    @Test
    void the_same_reader_on_a_sequence_is_caught_losing_events() throws Exception {
        database.execute("CREATE TABLE naive (position bigserial PRIMARY KEY, writer int)");
        var done = new AtomicBoolean();
        Set<Long> seen = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> followNaively(seen, done));
            var writers =
                    IntStream.range(0, WRITERS)
                            .mapToObj(i -> threads.submit(() -> writeNaively(i)))
                            .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            reader.get();
        }

        assertThat(seen.size()).isLessThan(WRITERS * ROUNDS);
    }

    private static Void follow(
            PostgresEventStore store, List<RecordedEvent> seen, AtomicBoolean done) {
        boolean last;
        List<RecordedEvent> page;
        do {
            last = done.get();
            long checkpoint = seen.isEmpty() ? 0 : seen.getLast().position();
            page = store.readAll(checkpoint, 50);
            seen.addAll(page);
        } while (!last || !page.isEmpty());
        return null;
    }

    private static int write(PostgresEventStore store, int writer) {
        var random = new Random(SEED + writer);
        for (int round = 0; round < ROUNDS; round++) {
            pause(random);
            store.append(TestStores.append("s" + random.nextInt(5), ExpectedVersion.any()));
        }
        return ROUNDS;
    }

    /**
     * Appends in a transaction of its own, pausing before and after, and rolls back every third.
     */
    private int writeByHand(int writer) throws SQLException {
        var random = new Random(SEED + writer);
        int committed = 0;
        try (var connection = database.asApplication().getConnection()) {
            connection.setAutoCommit(false);
            for (int round = 0; round < ROUNDS; round++) {
                committed += writeOnce(connection, random) ? 1 : 0;
            }
        }
        return committed;
    }

    private static boolean writeOnce(Connection connection, Random random) throws SQLException {
        var heads = new KnownHeads(LogHead.read(connection));
        var pending =
                Pending.of(
                        TestStores.append("s" + random.nextInt(5), ExpectedVersion.any()),
                        Long.MAX_VALUE);
        var known = heads.learn(connection, List.of(pending));
        heads.reserveIds(connection, 1);
        var clock = new CheckedClock(InstantSource.system(), Duration.ZERO);
        var batch = new Batch(heads, known, Map.of(), clock);
        batch.add(pending);
        connection.commit();
        pause(random);
        try {
            boolean written = InsertBatch.run(connection, batch);
            pause(random);
            if (written && random.nextInt(3) > 0) {
                connection.commit();
                return true;
            }
            connection.rollback();
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as("only a new stream can collide").isEqualTo("23505");
            connection.rollback();
            return false;
        }
    }

    private Void followNaively(Set<Long> seen, AtomicBoolean done) throws SQLException {
        long checkpoint = 0;
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT position FROM naive WHERE position > ? ORDER BY 1")) {
            boolean last;
            do {
                last = done.get();
                select.setLong(1, checkpoint);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        checkpoint = rows.getLong(1);
                        seen.add(checkpoint);
                    }
                }
            } while (!last);
        }
        return null;
    }

    private Void writeNaively(int writer) throws SQLException {
        var random = new Random(SEED + writer);
        try (var connection = database.asOwner().getConnection();
                var insert = connection.prepareStatement("INSERT INTO naive (writer) VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int round = 0; round < ROUNDS; round++) {
                insert.setInt(1, writer);
                insert.executeUpdate();
                pause(random);
                connection.commit();
            }
        }
        return null;
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(4_000_000));
    }

    private static void assertThatStreamsAreWhole(List<RecordedEvent> seen) {
        Map<StreamName, Long> versions = new HashMap<>();
        for (var event : seen) {
            assertThat(event.version()).isEqualTo(versions.merge(event.stream(), 1L, Long::sum));
        }
    }
}
