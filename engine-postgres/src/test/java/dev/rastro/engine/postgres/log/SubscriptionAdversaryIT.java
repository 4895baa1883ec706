package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.Witness.Verdict;
import dev.rastro.engine.postgres.subscription.PostgresCheckpoints;
import dev.rastro.engine.subscription.Checkpoint;
import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.Subscription;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sixteen writers that do their worst, beside a transaction in another database that never ends,
 * and eight subscriptions on three processes' worth of stores, some of which are stopped and begun
 * again all the time. How many events is said by {@code -Drastro.adversary.events}.
 *
 * <p>The same witness finds a reader of a sequence guilty: so it can.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class SubscriptionAdversaryIT {

    private static final int EVENTS = Integer.getInteger("rastro.adversary.events", 20_000);
    private static final int NAIVE_ROWS = 2_000;
    private static final int WRITERS = 16;
    private static final long SEED = Long.getLong("rastro.adversary.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final Checkpoints checkpoints = new PostgresCheckpoints(database.asApplication());
    private final List<Witness> witnesses = new ArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void nothing_is_skipped_or_out_of_order_or_doubled() throws Exception {
        var saboteur = new Saboteur(database, EVENTS);
        long began = System.nanoTime();
        int restarts;
        try (var elsewhere = openForever();
                var one = TestStores.open(database);
                var two = TestStores.open(database);
                var three = TestStores.open(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            saboteur.begin(one);
            var steady = subscribe(List.of(one, two, three));
            var restarting = threads.submit(() -> keepRestarting(three));
            try {
                waitFor(write(threads, saboteur, List.of(one, two)));
            } finally {
                done.set(true);
            }
            restarts = restarting.get();
            for (var subscription : steady) {
                finish(subscription);
            }
            assertThatAllIsSeen(three);
            assertThat(elsewhere.isValid(1)).isTrue();
        }
        System.out.printf(
                "%,d events by %d writers, %,d transactions rolled back, %,d appends refused as too"
                    + " late and tried again; %d subscriptions, %,d restarts: nothing skipped, out"
                    + " of order or doubled; %d s; seed %d%n",
                EVENTS,
                WRITERS,
                saboteur.rolledBack(),
                saboteur.refused(),
                witnesses.size(),
                restarts,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                SEED);
    }

    /** Something that looks for the oldest transaction would wait for this one. */
    private static Connection openForever() throws SQLException {
        var connection = TestDatabase.empty().asOwner().getConnection();
        connection.setAutoCommit(false);
        try (var begin = connection.prepareStatement("CREATE TABLE held (x int)")) {
            begin.execute();
        }
        return connection;
    }

    private Witness witness(EventFilter filter) {
        var witness = new Witness(filter, SEED + witnesses.size());
        witnesses.add(witness);
        return witness;
    }

    /** Four that are there all the time, from the beginning. */
    private List<Subscription> subscribe(List<PostgresEventStore> stores) {
        var subscriptions = new ArrayList<Subscription>();
        for (var store : stores) {
            var witness = witness(EventFilter.everything());
            subscriptions.add(Subscription.startAfter(0, store, witness.filter(), witness));
        }
        var rare = witness(EventFilter.types(Saboteur.RARE));
        subscriptions.add(Subscription.startAfter(0, stores.getLast(), rare.filter(), rare));
        return subscriptions;
    }

    /** Four more, of which one after the other is stopped and goes on. */
    private int keepRestarting(PostgresEventStore store) {
        var random = new Random(SEED);
        var ours =
                List.of(
                        witness(EventFilter.everything()),
                        witness(EventFilter.category("two")),
                        witness(EventFilter.types("Usual1", Saboteur.RARE)),
                        witness(EventFilter.stream(new StreamName("one", "s7"))));
        var running = new ArrayList<Subscription>();
        for (var witness : ours) {
            running.add(resume(store, witness));
        }
        int restarts = 0;
        while (!done.get()) {
            int chosen = random.nextInt(ours.size());
            Saboteur.pause(random);
            running.get(chosen).close();
            Saboteur.pause(random);
            running.set(chosen, resume(store, ours.get(chosen)));
            restarts++;
        }
        running.forEach(this::finish);
        return restarts;
    }

    private Subscription resume(PostgresEventStore store, Witness witness) {
        var checkpoint = new Checkpoint(checkpoints, "witness-" + witnesses.indexOf(witness));
        return Subscription.resume(checkpoint, store, witness.filter(), witness);
    }

    private void finish(Subscription subscription) {
        try (subscription) {
            assertThat(subscription.handled().await(EVENTS, PATIENCE))
                    .as("at %d: %s", subscription.handled().position(), subscription.lastError())
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Future<Void>> write(
            ExecutorService threads, Saboteur saboteur, List<PostgresEventStore> stores) {
        var writers = new ArrayList<Future<Void>>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(
                    threads.submit(() ->
                            writer % 2 == 0
                                    ? saboteur.writeThrough(
                                            stores.get(writer / 2 % 2), SEED + writer)
                                    : saboteur.writeByHand(writer % 4 == 1, SEED + writer)));
        }
        return writers;
    }

    private static void waitFor(List<Future<Void>> all) throws Exception {
        for (var one : all) {
            one.get();
        }
    }

    private void assertThatAllIsSeen(PostgresEventStore store) {
        assertThat(store.lastPosition()).isEqualTo(EVENTS);
        assertThat(witnesses).hasSize(8);
        for (var witness : witnesses) {
            var expected = new BitSet();
            long position = 0;
            while (position < EVENTS) {
                var page = store.readAll(position, 5_000);
                page.stream()
                        .filter(witness.filter()::matches)
                        .forEach(event -> expected.set(Math.toIntExact(event.position())));
                position = page.getLast().position();
            }
            assertThat(witness.verdict(expected))
                    .as(witness.filter().toString())
                    .isEqualTo(Verdict.CLEAN);
            assertThat(witness.seen()).isEqualTo(expected);
        }
    }

    @Test
    void the_same_witness_catches_a_reader_of_a_sequence() throws Exception {
        database.execute("CREATE TABLE naive (position bigserial PRIMARY KEY, writer int)");
        var witness = new Witness(EventFilter.everything(), SEED);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> followNaively(witness));
            var writers = new ArrayList<Future<Void>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> writeNaively(writer)));
            }
            try {
                waitFor(writers);
            } finally {
                done.set(true);
            }
            reader.get();
        }

        var verdict = witness.verdict(naivePositions());
        System.out.println("a reader of a sequence: " + verdict);
        assertThat(verdict.skipped()).isPositive();
    }

    private Void writeNaively(int writer) throws SQLException {
        var random = new Random(SEED + writer);
        try (var connection = database.asOwner().getConnection();
                var insert = connection.prepareStatement("INSERT INTO naive (writer) VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int row = 0; row < NAIVE_ROWS / WRITERS; row++) {
                insert.setInt(1, writer);
                insert.executeUpdate();
                Saboteur.pause(random);
                if (random.nextInt(3) > 0) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
        }
        return null;
    }

    /** What most would write: the rows above the last one seen. */
    private Void followNaively(Witness witness) throws SQLException {
        long checkpoint = 0;
        boolean last;
        do {
            last = done.get();
            for (long position : positionsAfter(checkpoint)) {
                witness.saw(position);
                checkpoint = position;
            }
        } while (!last);
        return null;
    }

    private BitSet naivePositions() throws SQLException {
        var positions = new BitSet();
        positionsAfter(0).forEach(position -> positions.set(Math.toIntExact(position)));
        return positions;
    }

    private List<Long> positionsAfter(long checkpoint) throws SQLException {
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT position FROM naive WHERE position > ? ORDER BY 1")) {
            select.setLong(1, checkpoint);
            var positions = new ArrayList<Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
            }
            return positions;
        }
    }
}
