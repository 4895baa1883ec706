package dev.rastro.engine.postgres.decider;

import static dev.rastro.engine.postgres.decider.Tanks.TANK;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.command.Idempotency;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.decider.Tanks.Add;
import dev.rastro.engine.postgres.decider.Tanks.Pour;
import dev.rastro.engine.postgres.decider.Tanks.TooLittle;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.SnapshotStore.Snapshot;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Deciding and recording, on one node and on two: nothing lost, nothing twice, nothing stale. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandHandlerIT {

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final PostgresSnapshotStore snapshots =
            new PostgresSnapshotStore(database.asApplication());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final PostgresEventStore store = store();
    private final CommandHandler here = node(store);
    private final CommandHandler there = node(store());

    private PostgresEventStore store() {
        var store =
                new PostgresEventStore(
                        database.asApplication(),
                        database.asWriter(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
        open.add(store);
        return store;
    }

    private CommandHandler node(PostgresEventStore store) {
        var settings =
                new CommandHandler.Settings(InstantSource.system(), UUID::randomUUID, 1_000, 10);
        var handler = new CommandHandler(store, snapshots, Tanks.codecs(), settings);
        open.add(handler);
        return handler;
    }

    @AfterEach
    void close() throws Exception {
        for (var closeable : open) {
            closeable.close();
        }
    }

    @Test
    void a_decision_is_answered_with_its_position_and_the_state_after_it() {
        assertThat(add(here, "a", 5))
                .isInstanceOfSatisfying(
                        Handled.Accepted.class,
                        accepted -> assertThat(accepted.position()).isEqualTo(1));
        assertThat(here.newest(TANK.entity("a"))).isEqualTo(5);
    }

    @Test
    void a_refusal_writes_no_event() {
        add(here, "a", 5);

        assertThat(rejection(add(here, "a", -6))).isEqualTo(new TooLittle(5));
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void a_refusal_is_never_decided_on_a_stale_state() {
        add(here, "a", 1);
        add(there, "a", 9);

        assertThat(accepted(add(here, "a", -10))).isTrue();
        add(there, "a", 3);
        assertThat(rejection(add(here, "a", -4))).isEqualTo(new TooLittle(3));
    }

    @Test
    void sixty_four_at_once_take_no_more_than_there_is() throws Exception {
        add(here, "a", 10);

        var results = atOnce(64, i -> add(here, "a", -1));

        assertThat(results).filteredOn(CommandHandlerIT::accepted).hasSize(10);
        assertThat(results)
                .filteredOn(result -> !accepted(result))
                .hasSize(54)
                .allMatch(result -> rejection(result).equals(new TooLittle(0)));
        assertThatVersionsAre("a", 11);
    }

    @Test
    void two_nodes_on_one_hot_entity_lose_nothing_and_both_get_on() throws Exception {
        var results = atOnce(400, i -> add(i % 2 == 0 ? here : there, "a", 1));

        assertThat(results).allMatch(CommandHandlerIT::accepted);
        assertThatVersionsAre("a", 400);
        assertThat(node(store).newest(TANK.entity("a"))).isEqualTo(400);
    }

    @Test
    void pouring_back_and_forth_on_two_nodes_ends_with_what_there_was() throws Exception {
        add(here, "a", 1_000);
        add(here, "b", 1_000);

        var results =
                atOnce(
                        200,
                        i ->
                                pour(
                                        i % 4 < 2 ? here : there,
                                        i % 2 == 0
                                                ? new Pour("a", "b", 3)
                                                : new Pour("b", "a", 2)));

        assertThat(results).allMatch(CommandHandlerIT::accepted);
        var fresh = node(store);
        assertThat(fresh.newest(TANK.entity("a"))).isEqualTo(900);
        assertThat(fresh.newest(TANK.entity("b"))).isEqualTo(1_100);
    }

    @Test
    void both_sides_of_a_joint_decision_happen_or_none() {
        add(here, "a", 5);

        assertThat(rejection(pour(here, new Pour("a", "b", 6)))).isEqualTo(new TooLittle(5));
        assertThat(accepted(pour(here, new Pour("a", "b", 4)))).isTrue();
        assertThat(store.readAll(1, 10))
                .extracting(event -> event.stream().id())
                .containsExactly("a", "b");
    }

    @Test
    void a_command_that_is_sent_again_hears_what_it_heard_first() {
        add(here, "a", 5);
        var key = UUID.randomUUID();

        assertThat(accepted(addOnce(here, -5, key))).isTrue();
        assertThat(addOnce(there, -5, key)).satisfies(it -> assertThatAnswer(it).isEqualTo("0"));
        assertThat(store.lastPosition()).isEqualTo(2);
    }

    @Test
    void a_refusal_is_remembered_even_when_the_command_would_be_accepted_now() {
        var key = UUID.randomUUID();
        addOnce(here, -5, key);
        add(here, "a", 5);

        assertThat(addOnce(here, -5, key))
                .satisfies(it -> assertThatAnswer(it).isEqualTo("too little"));
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void another_command_under_a_used_key_is_refused() {
        add(here, "a", 9);
        var key = UUID.randomUUID();
        addOnce(here, -5, key);

        assertThat(addOnce(here, -1, key)).isInstanceOf(Handled.KeyReused.class);
        assertThat(store.lastPosition()).isEqualTo(2);
    }

    @Test
    void the_same_command_fifty_times_at_once_on_two_nodes_happens_once() throws Exception {
        add(here, "a", 100);
        var key = UUID.randomUUID();

        var results = atOnce(50, i -> addOnce(i % 2 == 0 ? here : there, -1, key));

        assertThat(results).filteredOn(CommandHandlerIT::accepted).hasSize(1);
        assertThat(results)
                .filteredOn(Handled.Replayed.class::isInstance)
                .hasSize(49)
                .allSatisfy(it -> assertThatAnswer(it).isEqualTo("99"));
        assertThat(store.lastPosition()).isEqualTo(2);
    }

    @Test
    void a_decision_on_another_version_than_the_sender_saw_is_refused() {
        add(here, "a", 5);
        add(there, "a", 5);
        var a = TANK.entity("a");

        assertThat(here.handle(Tanks.ADD, new Add("a", 1), context().onlyIf(a, 1)))
                .isEqualTo(new Handled.VersionMismatch<>(2));
        assertThat(accepted(here.handle(Tanks.ADD, new Add("a", 1), context().onlyIf(a, 2))))
                .isTrue();
    }

    @Test
    void a_retry_is_answered_as_before_although_it_moved_the_version_itself() {
        add(here, "a", 5);
        var context = context().once(once(UUID.randomUUID(), "add 1")).onlyIf(TANK.entity("a"), 1);

        here.handle(Tanks.ADD, new Add("a", 1), context);

        assertThat(there.handle(Tanks.ADD, new Add("a", 1), context))
                .isInstanceOf(Handled.Replayed.class);
    }

    /** Two of the three meet the version that the first one moved, durable or not. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void three_senders_of_one_command_for_one_version_all_hear_that_it_succeeded(boolean twoNodes)
            throws Exception {
        for (int version = 0; version < 150; version++) {
            var context =
                    context()
                            .once(once(UUID.randomUUID(), "add 1"))
                            .onlyIf(TANK.entity("a"), version);

            var results =
                    atOnce(
                            3,
                            i ->
                                    (twoNodes && i == 1 ? there : here)
                                            .handle(Tanks.ADD, new Add("a", 1), context));

            assertThat(results).filteredOn(CommandHandlerIT::accepted).hasSize(1);
            assertThat(results).filteredOn(Handled.Replayed.class::isInstance).hasSize(2);
        }
        assertThatVersionsAre("a", 150);
    }

    @Test
    void deleting_all_snapshots_changes_nothing_but_speed() throws SQLException {
        IntStream.range(0, 105).forEach(i -> add(here, "a", 1));
        var a = TANK.entity("a");
        await().until(() ->
                snapshots
                        .load(a.stream(), Tanks.SCHEMA)
                        .filter(saved -> saved.version() >= 100)
                        .isPresent());
        assertThat(node(store).newest(a)).isEqualTo(105);

        database.execute("TRUNCATE rastro.snapshot");

        assertThat(node(store).newest(a)).isEqualTo(105);
    }

    @Test
    void a_snapshot_is_really_used_and_one_of_another_form_is_not() {
        add(here, "a", 7);
        add(here, "a", 1);
        var a = TANK.entity("a");

        snapshots.save(a.stream(), new Snapshot(1, "another form", Payload.ofText("999")));
        assertThat(node(store).newest(a)).isEqualTo(8);

        snapshots.save(a.stream(), new Snapshot(1, Tanks.SCHEMA, Payload.ofText("1000")));
        assertThat(node(store).newest(a)).isEqualTo(1_001);
    }

    @Test
    void a_snapshot_that_cannot_be_read_is_as_good_as_none() {
        add(here, "a", 7);
        var a = TANK.entity("a");
        snapshots.save(a.stream(), new Snapshot(1, Tanks.SCHEMA, Payload.ofText("seven")));

        assertThat(node(store).newest(a)).isEqualTo(7);
    }

    @Test
    void an_older_snapshot_never_replaces_a_newer_one() {
        add(here, "a", 7);
        var stream = TANK.entity("a").stream();

        snapshots.save(stream, new Snapshot(30, Tanks.SCHEMA, Payload.ofText("3")));
        snapshots.save(stream, new Snapshot(20, Tanks.SCHEMA, Payload.ofText("2")));

        assertThat(snapshots.load(stream, Tanks.SCHEMA).orElseThrow().version()).isEqualTo(30);
    }

    @Test
    void a_corrupt_stream_stops_its_own_decisions_and_no_others() {
        var metadata = context().metadata();
        var bad = new EventData(UUID.randomUUID(), "Unknown", 1, Payload.ofText("?"), metadata);
        store.append(Append.of(TANK.entity("bad").stream(), ExpectedVersion.any(), List.of(bad)));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> add(here, "bad", 1)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(accepted(add(here, "good", 1))).isTrue();
    }

    private List<Handled<TooLittle>> atOnce(int count, IntFunction<Handled<TooLittle>> command)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    IntStream.range(0, count)
                            .mapToObj(i -> threads.submit(() -> command.apply(i)))
                            .toList();
            var handled = new ArrayList<Handled<TooLittle>>();
            for (Future<Handled<TooLittle>> result : results) {
                handled.add(result.get());
            }
            return handled;
        }
    }

    private void assertThatVersionsAre(String tank, int count) {
        assertThat(store.readStream(TANK.entity(tank).stream(), 0, count + 1))
                .extracting(RecordedEvent::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, count).boxed().toList());
    }

    private static AbstractStringAssert<?> assertThatAnswer(Handled<TooLittle> handled) {
        assertThat(handled).isInstanceOf(Handled.Replayed.class);
        return assertThat(
                ((Handled.Replayed<TooLittle>) handled).first().receipt().answer().text());
    }

    private static boolean accepted(Handled<TooLittle> handled) {
        return handled instanceof Handled.Accepted;
    }

    private static TooLittle rejection(Handled<TooLittle> handled) {
        return ((Handled.Rejected<TooLittle>) handled).reason();
    }

    private static CommandContext<TooLittle> context() {
        var id = UUID.randomUUID();
        return CommandContext.of(new Metadata(id, id, "test"));
    }

    private static Handled<TooLittle> add(CommandHandler handler, String tank, int amount) {
        return handler.handle(Tanks.ADD, new Add(tank, amount), context());
    }

    private static Handled<TooLittle> pour(CommandHandler handler, Pour pour) {
        return handler.handle(Tanks.POUR, pour, context());
    }

    private static Handled<TooLittle> addOnce(CommandHandler handler, int amount, UUID key) {
        return handler.handle(
                Tanks.ADD, new Add("a", amount), context().once(once(key, "add " + amount)));
    }

    private static Idempotency<TooLittle> once(UUID key, String content) {
        return new Idempotency<>(
                key,
                UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)),
                after -> Payload.ofText(after.of(TANK.entity("a")).toString()),
                reason -> Payload.ofText("too little"));
    }
}
