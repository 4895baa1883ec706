package dev.rastro.engine.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.Silenced;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.process.Alarms.Say;
import dev.rastro.engine.postgres.process.ProcessHost.Environment;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.process.Cause;
import dev.rastro.engine.subscription.Subscription;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProcessHostIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final PostgresEventStore store = store();
    private final CommandHandler handler = handler(store);

    @BeforeEach
    void views() throws SQLException {
        database.execute("CREATE SCHEMA app; GRANT USAGE, CREATE ON SCHEMA app TO rastro_app");
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private PostgresEventStore store() {
        var settings = PostgresEventStore.Settings.DEFAULT.anyClock();
        var made =
                new PostgresEventStore(
                        database.asApplication(), database.asWriter(), clock, settings);
        open.push(made);
        return made;
    }

    private CommandHandler handler(PostgresEventStore on) {
        var made =
                new CommandHandler(
                        on,
                        new PostgresSnapshotStore(database.asApplication()),
                        Alarms.codecs(),
                        CommandHandler.Settings.of(clock, UUID::randomUUID));
        open.push(made);
        return made;
    }

    private ProcessHost host(Consumer<RecordedEvent> afterwards) {
        return host(store, new Alarms(handler, afterwards));
    }

    private ProcessHost host(PostgresEventStore on, Alarms alarms) {
        var environment = new Environment(database.asApplication(), on, "app", clock);
        var host = new ProcessHost(environment, alarms);
        open.push(host);
        return host;
    }

    private static void fine(RecordedEvent event) {}

    private void set(String alarm, Instant due) {
        var id = UUID.randomUUID();
        var context = CommandContext.<String>of(new Metadata(id, id, "test"));
        handler.handle(Alarms.TO_ALARM, new Say(alarm, "set " + due), context);
    }

    private List<String> types(String category) {
        return store.readAll(0, 10_000).stream()
                .filter(event -> event.stream().category().equals(category))
                .map(event -> event.stream().id() + " " + event.data().type())
                .toList();
    }

    private void awaitEchoes(int count) {
        await().atMost(SOON).until(() -> types("echo").size() >= count);
    }

    @Test
    void an_alarm_rings_when_its_time_has_come_and_not_before() {
        host(ProcessHostIT::fine);
        set("early", NOON.plusSeconds(1));
        set("late", NOON.plusSeconds(10));
        now.set(NOON.plusSeconds(1));
        awaitEchoes(1);
        assertThat(types("alarm")).containsExactly("early set", "late set", "early rang");

        now.set(NOON.plusSeconds(10));
        awaitEchoes(2);

        assertThat(types("echo")).containsExactly("early echoed", "late echoed");
    }

    @Test
    void a_deadline_that_is_set_again_counts_as_it_was_set_last() {
        host(ProcessHostIT::fine);
        set("moved", NOON.plusSeconds(1));
        set("moved", NOON.plusSeconds(100));
        set("other", NOON.plusSeconds(2));
        now.set(NOON.plusSeconds(50));
        awaitEchoes(1);

        assertThat(types("alarm")).doesNotContain("moved rang");
        now.set(NOON.plusSeconds(100));
        awaitEchoes(2);
    }

    @Test
    void what_is_done_again_after_a_crash_takes_effect_once() {
        var crashes = new AtomicInteger(6);
        var host =
                host(event -> {
                    if (crashes.decrementAndGet() >= 0) {
                        throw new IllegalStateException("the process crashed after " + event);
                    }
                });
        set("a", NOON);
        set("b", NOON);

        await().atMost(SOON).until(() -> crashes.get() < 0 && types("echo").size() == 2);
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
        assertThat(types("alarm")).containsExactlyInAnyOrder("a set", "b set", "a rang", "b rang");
        assertThat(types("echo")).containsExactlyInAnyOrder("a echoed", "b echoed");
    }

    @Test
    void a_deadline_that_fails_is_tried_until_it_succeeds_and_keeps_no_other_from_its_turn() {
        var broken = new AtomicReference<>("bad");
        var failures = new AtomicInteger();
        var alarms =
                new Alarms(handler, ProcessHostIT::fine) {
                    @Override
                    public void due(RecordedEvent event, Cause cause) {
                        if (event.stream().id().equals(broken.get())) {
                            failures.incrementAndGet();
                            throw new IllegalStateException("cannot ring");
                        }
                        super.due(event, cause);
                    }
                };
        var host = host(store, alarms);
        set("bad", NOON.minusSeconds(1));
        IntStream.range(0, 100).forEach(i -> set("good" + i, NOON));

        awaitEchoes(100);
        await().atMost(SOON).until(() -> failures.get() >= 3);
        assertThat(host.lastError())
                .hasValueSatisfying(it -> assertThat(it).contains("cannot ring"));
        broken.set("");
        awaitEchoes(101);
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
    }

    @Test
    void an_error_ends_no_process_and_is_told() {
        var silenced = new Silenced(ProcessHost.class.getName());
        var broken = new AtomicBoolean(true);
        InstantSource stopped =
                () -> {
                    if (broken.get()) {
                        throw new NoClassDefFoundError("missing");
                    }
                    return now.get();
                };
        var environment = new Environment(database.asApplication(), store, "app", stopped);
        var host = new ProcessHost(environment, new Alarms(handler, ProcessHostIT::fine));
        open.push(host);
        try (silenced) {
            set("a", NOON);
            await().atMost(SOON).until(() -> host.lastError().equals(Optional.of("missing")));
            broken.set(false);
        }

        awaitEchoes(1);
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
    }

    @Test
    void one_that_gets_no_answer_keeps_no_other_from_its_turn_and_is_sent_again() {
        var sent = new AtomicInteger();
        var host = impatient(() -> waitForEver(sent));
        var silenced = new Silenced(DeadlineRunner.class.getName());
        try (silenced) {
            set("bad", NOON.minusSeconds(1));
            set("good", NOON);
            awaitEchoes(1);
            await().atMost(SOON).until(() -> sent.get() >= 3);
            assertThat(host.lastError())
                    .hasValueSatisfying(it -> assertThat(it).contains("alarm-bad", "no answer"));
            assertThat(types("echo")).containsExactly("good echoed");

            sent.set(Integer.MIN_VALUE);
            awaitEchoes(2);
        }
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
        assertThat(types("alarm")).containsOnlyOnce("bad rang");
    }

    private static void waitForEver(AtomicInteger sent) {
        if (sent.incrementAndGet() > 0) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void one_that_not_even_ends_when_it_is_interrupted_is_not_sent_beside_itself() {
        var gate = new Semaphore(0);
        var sent = new AtomicInteger();
        var host =
                impatient(() -> {
                    sent.incrementAndGet();
                    gate.acquireUninterruptibly();
                });
        var silenced = new Silenced(DeadlineRunner.class.getName());
        try (silenced) {
            set("bad", NOON.minusSeconds(1));
            set("good", NOON);
            awaitEchoes(1);
            await().atMost(SOON)
                    .until(() -> host.lastError().orElse("").contains("still has no answer"));
            assertThat(sent).hasValue(1);
            gate.release(1_000);
            awaitEchoes(2);
        }
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
        assertThat(types("alarm")).containsOnlyOnce("bad rang");
    }

    private ProcessHost impatient(Runnable beforeBad) {
        var alarms =
                new Alarms(handler, ProcessHostIT::fine) {
                    @Override
                    public void due(RecordedEvent event, Cause cause) {
                        if (event.stream().id().equals("bad")) {
                            beforeBad.run();
                        }
                        super.due(event, cause);
                    }
                };
        var environment = new Environment(database.asApplication(), store, "app", clock);
        var host = new ProcessHost(environment, alarms, Duration.ofSeconds(1));
        open.push(host);
        return host;
    }

    @Test
    void a_reaction_that_gets_no_answer_is_trouble_and_is_made_again() {
        var sent = new AtomicInteger();
        var alarms =
                new Alarms(handler, ProcessHostIT::fine) {
                    @Override
                    public void react(RecordedEvent event, Cause cause) {
                        waitForEver(sent);
                        super.react(event, cause);
                    }
                };
        var environment = new Environment(database.asApplication(), store, "app", clock);
        var host = new ProcessHost(environment, alarms, Duration.ofSeconds(1));
        open.push(host);
        var silenced = new Silenced(Subscription.class.getName());
        try (silenced) {
            set("a", NOON);
            await().atMost(SOON).until(() -> host.lastError().orElse("").contains("no answer"));
            await().atMost(SOON).until(() -> sent.get() >= 2);
            sent.set(Integer.MIN_VALUE);
            awaitEchoes(1);
        }
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
        assertThat(types("echo")).containsExactly("a echoed");
    }

    /** A transaction may be idle for 15 s at most, and what is sent may take longer. */
    @Test
    void a_deadline_is_sent_outside_of_any_transaction() throws Exception {
        var idle = new AtomicReference<Long>();
        var alarms =
                new Alarms(handler, ProcessHostIT::fine) {
                    @Override
                    public void due(RecordedEvent event, Cause cause) {
                        idle.set(idleInTransaction());
                        super.due(event, cause);
                    }
                };
        host(store, alarms);
        set("a", NOON);
        awaitEchoes(1);

        assertThat(idle).hasValue(0L);
    }

    /** Of who has the turn. */
    private long idleInTransaction() {
        var sql =
                """
                SELECT count(*)
                  FROM pg_locks JOIN pg_stat_activity USING (pid)
                 WHERE datname = current_database() AND locktype = 'advisory'
                   AND state LIKE 'idle in transaction%'
                """;
        try (var connection = database.asOwner().getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_nodes_ring_every_alarm_once() {
        host(ProcessHostIT::fine);
        var there = store();
        host(there, new Alarms(handler(there), ProcessHostIT::fine));
        IntStream.range(0, 150).forEach(i -> set("a" + i, NOON.plusSeconds(i % 10)));

        IntStream.rangeClosed(0, 9).forEach(second -> now.set(NOON.plusSeconds(second)));
        awaitEchoes(150);

        assertThat(types("alarm")).hasSize(300).doesNotHaveDuplicates();
        assertThat(types("echo")).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void connections_that_break_lose_nothing_and_double_nothing() throws SQLException {
        host(ProcessHostIT::fine);
        IntStream.range(0, 150).forEach(i -> set("a" + i, NOON.plusSeconds(i % 5)));
        for (int second = 0; second < 5; second++) {
            now.set(NOON.plusSeconds(second));
            int some = 30 * second + 5;
            await().atMost(SOON).until(() -> types("echo").size() >= some);
            database.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
        awaitEchoes(150);

        assertThat(types("alarm")).hasSize(300).doesNotHaveDuplicates();
        assertThat(types("echo")).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void what_came_due_while_nothing_ran_is_done_in_the_order_of_its_time() throws Exception {
        for (int i = 9; i >= 0; i--) {
            set("a" + i, NOON.plusSeconds(i));
        }
        now.set(NOON.plusSeconds(100));
        host(ProcessHostIT::fine).close();
        host(ProcessHostIT::fine);
        awaitEchoes(10);

        assertThat(types("echo"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 10).mapToObj("a%d echoed"::formatted).toList());
    }

    @Test
    void a_process_that_is_new_reacts_to_what_happened_before_it_was_there() {
        set("a", NOON);
        host(ProcessHostIT::fine);

        awaitEchoes(1);
    }
}
