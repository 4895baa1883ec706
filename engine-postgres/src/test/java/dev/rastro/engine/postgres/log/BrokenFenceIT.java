package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.BrokenFence.Cut;
import dev.rastro.engine.postgres.log.BrokenFence.Fate;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Duplicate;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A connection is cut, and then the fence that is to settle what became of its statement fails,
 * too: nothing is lost, nothing doubled, with keys and without.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenFenceIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final StreamName STREAM = new StreamName("test", "a");
    private static final TestDatabase DATABASE = TestDatabase.withEmptyLog();

    /** Lets an insert of what is to be cut wait for a lock, while it holds the head. */
    private static final String GATE =
            """
            CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock_shared(20);
                RETURN NEW;
            END
            $$;
            CREATE TRIGGER gate BEFORE INSERT ON rastro.event
                FOR EACH ROW WHEN (NEW.actor = 'cut') EXECUTE FUNCTION gate();
            """;

    /**
     * @param forLong whether the fence fails for longer than the store has patience, or once
     */
    record Trouble(Cut cut, Fate fate, boolean forLong, int appends, boolean keyed) {

        static Stream<Trouble> all() {
            return Stream.of(Cut.values())
                    .flatMap(cut -> Stream.of(Fate.values()).flatMap(fate -> of(cut, fate)));
        }

        private static Stream<Trouble> of(Cut cut, Fate fate) {
            return Stream.of(1, 5)
                    .flatMap(appends ->
                            Stream.of(false, true)
                                    .map(keyed -> new Trouble(cut, fate, false, appends, keyed)))
                    .flatMap(once ->
                            fate == Fate.SUCCEEDS
                                    ? Stream.of(once)
                                    : Stream.of(once, once.lasting()));
        }

        Trouble lasting() {
            return new Trouble(cut, fate, true, appends, keyed);
        }

        @Override
        public String toString() {
            return "cut %s the statement, the fence %s %s, %d appends %s key"
                    .formatted(
                            cut,
                            fate,
                            forLong ? "for long" : "once",
                            appends,
                            keyed ? "with" : "without");
        }
    }

    @BeforeAll
    static void makeGate() throws SQLException {
        DATABASE.execute(GATE);
    }

    @ParameterizedTest
    @MethodSource("dev.rastro.engine.postgres.log.BrokenFenceIT$Trouble#all")
    void nothing_is_lost_and_nothing_doubled(Trouble trouble) throws Exception {
        var fence =
                new BrokenFence(
                        DATABASE,
                        trouble.cut(),
                        trouble.fate(),
                        trouble.forLong() ? Integer.MAX_VALUE : 1);
        var appends =
                IntStream.range(0, trouble.appends())
                        .mapToObj(i -> append(trouble.keyed()))
                        .toList();
        try (var store = open(fence, trouble.forLong() ? SHORT : LONG)) {
            var results = submit(store, appends, fence, trouble);
            fence.heal();
            assertThat(store.append(append(false))).isInstanceOf(Appended.class);
            if (trouble.forLong()) {
                assertThat(results).allMatch(BrokenFenceIT::isUnknown);
            } else {
                assertThat(results).allMatch(result -> result.join() instanceof Appended);
            }
            for (int i = 0; i < appends.size(); i++) {
                assertThat(timesInLog(appends.get(i))).isBetween(trouble.forLong() ? 0L : 1L, 1L);
                assertThatPositionIsRight(results.get(i), appends.get(i));
                if (trouble.keyed()) {
                    assertThat(store.append(appends.get(i)))
                            .isInstanceOfAny(Appended.class, Duplicate.class);
                    assertThat(timesInLog(appends.get(i))).isEqualTo(1);
                }
            }
            assertThatPositionsHaveNoGaps(store);
        }
    }

    private static PostgresEventStore open(BrokenFence fence, Duration patience) {
        var source = DATABASE.asWriter();
        var settings =
                new PostgresEventStore.Settings(
                        100, LONG, patience, Duration.ofMillis(200), false, List.of(), LONG);
        return new PostgresEventStore(source, fence.with(source), InstantSource.system(), settings);
    }

    /** What became of the appends; all are in the batch that is cut. */
    private static List<CompletableFuture<AppendResult>> submit(
            PostgresEventStore store, List<Append> appends, BrokenFence fence, Trouble trouble)
            throws SQLException, InterruptedException {
        var first = store.submit(append("first", Optional.empty()));
        fence.awaitWrite();
        try (var gate = DATABASE.asOwner().getConnection()) {
            if (trouble.cut() == Cut.DURING) {
                lock(gate);
            }
            var results = new ArrayList<CompletableFuture<AppendResult>>();
            appends.forEach(append -> results.add(store.submit(append)));
            fence.letWrite();
            assertThat(first.join()).isInstanceOf(Appended.class);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> isAnswered(results) || isNextInLine(fence));
            if (trouble.forLong()) {
                awaitAll(results);
            }
            unlock(gate);
            awaitAll(results);
            return results;
        }
    }

    private static void lock(Connection gate) throws SQLException {
        try (var statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(20)");
        }
    }

    private static void unlock(Connection gate) throws SQLException {
        try (var statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock_all()");
        }
    }

    /** Whatever was to fail has, and somebody waits for what the cut statement holds. */
    private static boolean isNextInLine(BrokenFence fence) {
        return fence.hasFailedAllItShould() && Sessions.anyWaitsFor(DATABASE, "Lock");
    }

    private static boolean isAnswered(List<CompletableFuture<AppendResult>> results) {
        return results.stream().allMatch(CompletableFuture::isDone);
    }

    private static void awaitAll(List<CompletableFuture<AppendResult>> results) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isAnswered(results));
    }

    private static boolean isUnknown(CompletableFuture<AppendResult> result) {
        return result.exceptionNow() instanceof StoreException unknown
                && String.valueOf(unknown.getMessage()).contains("unknown");
    }

    private static void assertThatPositionIsRight(
            CompletableFuture<AppendResult> result, Append append) throws SQLException {
        if (!result.isCompletedExceptionally()) {
            assertThat(result.join())
                    .isInstanceOfSatisfying(
                            Appended.class,
                            it -> assertThat(positionOf(append)).isEqualTo(it.position()));
        }
    }

    private static long timesInLog(Append append) throws SQLException {
        return query("SELECT count(*) FROM rastro.event WHERE event_id = '%s'", append);
    }

    private static long positionOf(Append append) {
        try {
            return query("SELECT position FROM rastro.event WHERE event_id = '%s'", append);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long query(String sql, Append append) throws SQLException {
        var id = append.parts().getFirst().events().getFirst().id();
        try (var connection = DATABASE.asOwner().getConnection();
                var select = connection.prepareStatement(sql.formatted(id));
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void assertThatPositionsHaveNoGaps(PostgresEventStore store) {
        var log = store.readAll(0, 10_000);
        assertThat(log.getLast().position()).isEqualTo(log.size());
        assertThat(store.readStream(STREAM, 0, 10_000).getLast().version()).isEqualTo(log.size());
    }

    private static Append append(boolean keyed) {
        var key = UUID.randomUUID();
        return append(
                "cut",
                keyed
                        ? Optional.of(new Receipt(key, key, Payload.ofText("done")))
                        : Optional.empty());
    }

    private static Append append(String actor, Optional<Receipt> receipt) {
        var id = UUID.randomUUID();
        var event =
                new EventData(
                        id,
                        "SomethingHappened",
                        1,
                        Payload.ofText("{}"),
                        new Metadata(id, id, actor));
        return new Append(
                List.of(new StreamAppend(STREAM, ExpectedVersion.any(), List.of(event))), receipt);
    }
}
