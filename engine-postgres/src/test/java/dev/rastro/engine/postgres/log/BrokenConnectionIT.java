package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.postgres.inline.InlineProjections;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Duplicate;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenConnectionIT {

    private static final String KILL_APPENDERS =
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
            """;

    private static final Duration SOON = Duration.ofMinutes(2);

    /** What is to succeed must do so in this time, and what is to be given up takes it. */
    private static final Duration IMPATIENT = Duration.ofSeconds(5);

    private final TestDatabase database = TestDatabase.withEmptyLog();

    @Test
    void connections_that_are_killed_while_they_commit_lose_nothing_and_double_nothing()
            throws Exception {
        Map<UUID, Appended> acknowledged = new ConcurrentHashMap<>();
        var done = new AtomicBoolean();
        try (var store = TestStores.unpooled(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var killer = threads.submit(() -> killUntil(done, acknowledged));
            var writers =
                    IntStream.range(0, 32)
                            .mapToObj(i -> threads.submit(() -> write(store, i, acknowledged)))
                            .toList();
            try {
                for (Future<?> writer : writers) {
                    writer.get();
                }
            } finally {
                done.set(true);
            }
            assertThat(killer.get()).as("connections killed").isGreaterThan(5);
        }
        assertThat(acknowledged).hasSize(32 * 100);
        assertThatTheLogHasExactly(acknowledged);
    }

    private static Void write(
            PostgresEventStore store, int writer, Map<UUID, Appended> acknowledged) {
        for (int i = 0; i < 100; i++) {
            var key = UUID.randomUUID();
            acknowledged.put(key, appendOnce(store, "s" + writer % 4, key));
        }
        return null;
    }

    private static Appended appendOnce(PostgresEventStore store, String stream, UUID key) {
        return switch (store.append(TestStores.once(stream, key))) {
            case Appended appended -> appended;
            case Duplicate(var first) -> new Appended(first.position(), List.of());
            case AppendResult.Conflict conflict -> throw new AssertionError(conflict);
        };
    }

    /** Never twice without an append between: how long one takes is the machine's business. */
    private int killUntil(AtomicBoolean done, Map<UUID, Appended> acknowledged)
            throws SQLException {
        int killed = 0;
        int before = 0;
        try (var connection = database.asOwner().getConnection();
                var kill = connection.prepareStatement(KILL_APPENDERS)) {
            while (!done.get()) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                if (acknowledged.size() == before) {
                    continue;
                }
                before = acknowledged.size();
                try (var rows = kill.executeQuery()) {
                    while (rows.next()) {
                        killed++;
                    }
                }
            }
        }
        return killed;
    }

    private void assertThatTheLogHasExactly(Map<UUID, Appended> acknowledged) {
        try (var store = TestStores.unpooled(database)) {
            var log = store.readAll(0, 10_000);
            assertThat(log)
                    .extracting(RecordedEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, acknowledged.size()).boxed().toList());
            assertThat(acknowledged.values().stream().map(Appended::position).sorted().toList())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, acknowledged.size()).boxed().toList());
            for (int i = 0; i < 4; i++) {
                var stream = store.readStream(new StreamName("test", "s" + i), 0, 10_000);
                assertThat(stream).hasSize(800);
                assertThat(stream.getLast().version()).isEqualTo(800);
            }
        }
    }

    @Test
    void an_append_that_waits_too_long_is_refused_and_not_written_later() throws Exception {
        try (var store = TestStores.open(database, 10, IMPATIENT);
                var blocker = database.asOwner().getConnection()) {
            store.append(TestStores.append("a", ExpectedVersion.any()));
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                statement.execute("SELECT * FROM rastro.log_head FOR UPDATE");
            }
            var stuck = store.submit(TestStores.append("a", ExpectedVersion.any()));
            await().until(this::anAppenderWaitsForTheHead);
            var late = new ArrayList<Future<AppendResult>>();
            for (int i = 0; i < 10; i++) {
                late.add(store.submit(TestStores.append("a", ExpectedVersion.any())));
            }
            assertThatThrownBy(() -> store.submit(TestStores.append("a", ExpectedVersion.any())))
                    .isInstanceOf(StoreBusyException.class);
            blocker.rollback();

            assertThat(stuck.join()).isEqualTo(new Appended(2, List.of(2L)));
            for (var append : late) {
                assertThatThrownBy(append::get).hasCauseInstanceOf(StoreBusyException.class);
            }
            assertThat(store.lastPosition()).isEqualTo(2);
        }
    }

    @Test
    void what_the_database_does_not_answer_is_called_unknown_and_may_come_true() throws Exception {
        var connection = new AppenderConnection(database.asOwner(), SOON);
        var inline = new InlineProjections(List.of());
        var clock = new CheckedClock(InstantSource.system(), SOON);
        var appender = new Appender(connection, clock, inline, batch -> {});
        try (var queue = new AppendQueue(appender, 10, SOON, IMPATIENT);
                var blocker = database.asOwner().getConnection()) {
            queue.submit(TestStores.append("a", ExpectedVersion.any())).get();
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                statement.execute("SELECT * FROM rastro.log_head FOR UPDATE");
            }
            var stuck = queue.submit(TestStores.append("a", ExpectedVersion.any()));
            await().until(this::anAppenderWaitsForTheHead);
            var behind = queue.submit(TestStores.append("a", ExpectedVersion.any()));

            for (var append : List.of(stuck, behind)) {
                assertThatThrownBy(append::get)
                        .hasCauseInstanceOf(StoreException.class)
                        .hasMessageContaining("the outcome is unknown");
            }
            blocker.rollback();
        }
        try (var store = TestStores.unpooled(database)) {
            assertThat(store.lastPosition()).isEqualTo(3);
        }
    }

    @Test
    void an_append_waits_for_the_one_before_whatever_timeouts_its_role_has() throws Exception {
        database.execute(
                """
                DO $$
                BEGIN
                    EXECUTE format('ALTER DATABASE %I SET lock_timeout = 500', current_database());
                    EXECUTE format('ALTER DATABASE %I SET statement_timeout = 1000',
                                   current_database());
                END
                $$
                """);
        try (var store = TestStores.unpooled(database);
                var blocker = database.asOwner().getConnection()) {
            store.append(TestStores.append("a", ExpectedVersion.any()));
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                statement.execute("SELECT * FROM rastro.log_head FOR UPDATE");
            }
            var stuck = store.submit(TestStores.append("a", ExpectedVersion.any()));
            await().until(this::anAppenderWaitsForTheHead);
            Thread.sleep(1_500); // Longer than either.
            blocker.rollback();

            assertThat(stuck.join()).isEqualTo(new Appended(2, List.of(2L)));
        }
    }

    @Test
    void an_append_that_breaks_every_connection_is_given_up_in_the_end() throws Exception {
        database.execute(
                """
                CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    RETURN NEW;
                END
                $$;
                CREATE TRIGGER break_off BEFORE INSERT ON rastro.event
                    FOR EACH ROW WHEN (NEW.actor = 'poison') EXECUTE FUNCTION break_off();
                """);
        var connection = new AppenderConnection(database.asOwner(), SOON);
        var clock = new CheckedClock(InstantSource.system(), SOON);
        var appender = new Appender(connection, clock, InlineProjections.NONE, batch -> {});
        try (var queue = new AppendQueue(appender, 10, SOON, IMPATIENT)) {
            var poison = queue.submit(TestStores.appendBy("poison"));
            assertThatThrownBy(() -> StoreException.await(poison))
                    .hasMessageContaining("the outcome is unknown");
        }
        try (var store = TestStores.unpooled(database)) {
            assertThat(store.append(TestStores.append("a", ExpectedVersion.any())))
                    .isEqualTo(new Appended(1, List.of(1L)));
        }
    }

    private boolean anAppenderWaitsForTheHead() throws SQLException {
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND"
                                        + " datname = current_database()");
                var row = select.executeQuery()) {
            return row.next();
        }
    }

    @Test
    void one_append_that_the_database_cannot_take_does_not_harm_its_neighbours()
            throws SQLException {
        database.execute("ALTER TABLE rastro.event ADD CHECK (actor <> 'poison')");
        try (var store = TestStores.unpooled(database)) {
            var good = new ArrayList<CompletableFuture<AppendResult>>();
            good.add(store.submit(TestStores.append("a", ExpectedVersion.any())));
            var bad = store.submit(TestStores.appendBy("poison"));
            good.add(store.submit(TestStores.append("b", ExpectedVersion.any())));

            assertThatThrownBy(() -> StoreException.await(bad)).isInstanceOf(StoreException.class);
            assertThat(good).allMatch(result -> result.join() instanceof Appended);
            assertThat(store.lastPosition()).isEqualTo(2);
        }
    }

    @Test
    void a_closed_store_finishes_what_it_accepted_and_takes_no_more() {
        var store = TestStores.unpooled(database);
        var accepted =
                IntStream.range(0, 500)
                        .mapToObj(i -> store.submit(TestStores.append("a", ExpectedVersion.any())))
                        .toList();
        store.close();

        assertThat(accepted).allMatch(result -> result.join() instanceof Appended);
        assertThatThrownBy(() -> store.submit(TestStores.append("a", ExpectedVersion.any())))
                .isInstanceOf(StoreBusyException.class);
    }
}
