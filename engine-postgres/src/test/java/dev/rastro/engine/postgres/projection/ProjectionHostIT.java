package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.Silenced;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.projection.ProjectionHost.Skip;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectionHostIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final Shop shop = new Shop();
    private final PostgresEventStore store = shop.store();

    /** Inserts a row per event: an event that is applied twice, or not at all, shows. */
    private static class Copy implements Projection {

        @Override
        public String name() {
            return "copies";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> tables() {
            return List.of("copy");
        }

        @Override
        public String ddl() {
            return "CREATE TABLE copy (position bigint, stream text)";
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
            try (var insert = connection.prepareStatement("INSERT INTO copy VALUES (?, ?)")) {
                for (var event : events) {
                    insert.setLong(1, event.position());
                    insert.setString(2, event.stream().id());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    private ProjectionHost host(Projection projection) {
        return shop.host(store, projection);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void what_was_appended_before_and_after_the_start_is_applied_once() throws Exception {
        append("a", 12_000);
        var host = host(new Copy());
        append("b", 2_000);

        assertThat(host.applied().await(14_000, SOON)).isTrue();
        assertThatTheCopyIsExact(14_000);
    }

    @Test
    void commits_of_another_process_are_found_by_polling() throws Exception {
        var host = host(new Copy());
        append(shop.store(), "a", 10);

        assertThat(host.applied().await(10, SOON)).isTrue();
    }

    @Test
    void a_second_host_applies_nothing_twice() throws Exception {
        var one = host(new Copy());
        var two = shop.host(shop.store(), new Copy());
        for (int i = 0; i < 50; i++) {
            append("a", 20);
        }

        assertThat(one.applied().await(1_000, SOON)).isTrue();
        assertThat(two.applied().await(1_000, SOON)).isTrue();
        assertThatTheCopyIsExact(1_000);
    }

    @Test
    void trouble_with_the_database_undoes_the_batch_and_is_tried_again() throws Exception {
        var attempts = new AtomicInteger();
        append("a", 100);
        var host =
                host(
                        new Copy() {
                            @Override
                            public void apply(Connection connection, List<RecordedEvent> events)
                                    throws SQLException {
                                super.apply(connection, events);
                                if (attempts.incrementAndGet() <= 3) {
                                    throw new SQLException("not now", "53000");
                                }
                            }
                        });

        assertThat(host.applied().await(100, SOON)).isTrue();
        assertThat(attempts).hasValueGreaterThan(3);
        assertThatTheCopyIsExact(100);
        assertThat(host.status().parked()).isEmpty();
    }

    @Test
    void an_error_ends_no_runner_and_is_told() throws Exception {
        var silenced = new Silenced(GenerationRunner.class.getName());
        var broken = new AtomicBoolean(true);
        var host =
                host(
                        new Copy() {
                            @Override
                            public void apply(Connection connection, List<RecordedEvent> events)
                                    throws SQLException {
                                super.apply(connection, events);
                                if (broken.get()) {
                                    throw new NoClassDefFoundError("missing");
                                }
                            }
                        });
        try (silenced) {
            append("a", 10);
            await().atMost(SOON).until(() -> host.lastError().equals(Optional.of("missing")));
            broken.set(false);
        }

        assertThat(host.applied().await(10, SOON)).isTrue();
        await().atMost(SOON).until(() -> host.lastError().isEmpty());
        assertThatTheCopyIsExact(10);
    }

    @Test
    void an_event_that_cannot_be_applied_parks_its_stream_and_the_others_go_on() throws Exception {
        var poisonous = new AtomicBoolean(true);
        append("good", 10);
        append("bad", 3);
        append("good", 10);
        var host = host(poisonedAt(12, poisonous));
        append("bad", 2);
        append("good", 5);

        assertThat(host.applied().await(30, SOON)).isTrue();
        assertThat(count("bad")).isEqualTo(1);
        assertThat(count("good")).isEqualTo(25);
        var parked = host.status().parked();
        assertThat(parked).hasSize(1);
        assertThat(parked.getFirst().stream().id()).isEqualTo("bad");
        assertThat(parked.getFirst().firstVersion()).isEqualTo(2);
        assertThat(parked.getFirst().firstPosition()).isEqualTo(12);
        assertThat(parked.getFirst().reason()).isEqualTo("poison");

        assertThat(host.retryParked()).isZero();
        assertThat(host.status().parked().getFirst().attempts()).isEqualTo(2);
        poisonous.set(false);
        assertThat(host.retryParked()).isEqualTo(1);
        assertThat(host.status().parked()).isEmpty();
        assertThatTheCopyIsExact(30);
        append("bad", 1);
        assertThat(host.applied().await(31, SOON)).isTrue();
        assertThatTheCopyIsExact(31);
    }

    private static Projection poisonedAt(long position, AtomicBoolean poisonous) {
        return new Copy() {
            @Override
            public void apply(Connection connection, List<RecordedEvent> events)
                    throws SQLException {
                super.apply(connection, events);
                if (poisonous.get()
                        && events.stream().anyMatch(event -> event.position() == position)) {
                    throw new IllegalStateException("poison");
                }
            }
        };
    }

    @Test
    void a_paused_projection_stands_still_on_every_node_and_then_catches_up() throws Exception {
        var here = host(new Copy());
        var there = shop.host(shop.store(), new Copy());
        append("a", 10);
        assertThat(here.applied().await(10, SOON)).isTrue();
        assertThat(there.applied().await(10, SOON)).isTrue();

        here.pause();
        append("a", 10);
        assertThat(there.applied().await(20, Duration.ofSeconds(1))).isFalse();
        assertThat(there.status().paused()).isTrue();
        assertThat(there.status().lagEvents()).isEqualTo(10);
        assertThat(there.status().lagMillis()).isPositive();

        there.resume();
        assertThat(here.applied().await(20, SOON)).isTrue();
        assertThatTheCopyIsExact(20);
    }

    @Test
    void a_rebuild_while_others_write_ends_with_the_same_rows_and_readers_never_fail()
            throws Exception {
        append("a", 20_000);
        var host = host(new Copy());
        assertThat(host.applied().await(20_000, SOON)).isTrue();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> appendUntil(done));
            var reader = threads.submit(() -> readUntil(done));

            try {
                assertThat(host.rebuild(true)).isTrue();
                await().atMost(SOON)
                        .until(() -> host.status().serving().orElseThrow().number() == 2);
            } finally {
                done.set(true);
            }
            int written = writer.get();
            assertThat(reader.get()).as("reads that never went back").isPositive();
            assertThat(host.applied().await(20_000 + written, SOON)).isTrue();
            assertThatTheCopyIsExact(20_000 + written);
        }
        assertThat(host.status().retired()).hasSize(1);
        assertThat(host.dropRetired()).isEqualTo(1);
        assertThat(host.status().retired()).isEmpty();
    }

    @Test
    void a_rebuild_that_is_under_way_is_not_begun_again() throws Exception {
        append("a", 100);
        var host = host(new Copy());
        assertThat(host.applied().await(100, SOON)).isTrue();
        host.pause();

        assertThat(host.rebuild(true)).isTrue();
        assertThat(host.rebuild(true)).isFalse();

        host.resume();
        await().atMost(SOON).until(() -> host.status().serving().orElseThrow().number() == 2);
        assertThatTheCopyIsExact(100);
    }

    @Test
    void a_build_stands_still_without_room_while_what_serves_goes_on() throws Exception {
        var room = new AtomicBoolean();
        append("a", 100);
        var host = shop.host(store, new Copy(), room::get);
        assertThat(host.applied().await(100, SOON)).as("the first serves from the start").isTrue();
        host.rebuild(true);
        append("a", 1);
        assertThat(host.applied().await(101, SOON)).isTrue();
        await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> isStillBuilding(host));
        assertThat(host.lastError()).isEmpty();

        room.set(true);

        await().atMost(SOON).until(() -> host.status().serving().orElseThrow().number() == 2);
        assertThatTheCopyIsExact(101);
    }

    private static boolean isStillBuilding(ProjectionHost host) {
        return host.status().building().orElseThrow().position() == 0;
    }

    @Test
    void who_is_far_behind_stands_still_without_room_too() throws Exception {
        var room = new AtomicBoolean();
        append("a", 100);
        var host = shop.host(store, new Copy(), room::get);
        assertThat(host.applied().await(100, SOON)).isTrue();
        host.pause();
        append("a", 6_000);
        host.resume();
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> host.applied().position() == 100);

        room.set(true);

        assertThat(host.applied().await(6_100, SOON)).isTrue();
        assertThatTheCopyIsExact(6_100);
    }

    private int appendUntil(AtomicBoolean done) {
        int written = 0;
        while (!done.get()) {
            append("w" + written % 8, 10);
            written += 10;
        }
        return written;
    }

    /** What a reader has seen once it sees for ever, across the switch too. */
    private int readUntil(AtomicBoolean done) throws SQLException {
        long before = 0;
        int reads = 0;
        try (var connection = shop.database().asApplication().getConnection();
                var select = connection.prepareStatement("SELECT count(*) FROM shop.copy")) {
            while (!done.get()) {
                try (var row = select.executeQuery()) {
                    row.next();
                    assertThat(row.getLong(1)).isGreaterThanOrEqualTo(before);
                    before = row.getLong(1);
                    reads++;
                }
            }
        }
        return reads;
    }

    @Test
    void a_new_generation_with_other_rows_does_not_take_over_when_it_must_be_equal()
            throws Exception {
        append("a", 100);
        var host = host(new Copy());
        assertThat(host.applied().await(100, SOON)).isTrue();
        shop.database().execute("DELETE FROM shop_copies_g1.copy WHERE position = 7");

        host.rebuild(true);

        await().atMost(SOON).until(() -> host.status().retired().size() == 1);
        assertThat(host.status().serving().orElseThrow().number()).isEqualTo(1);
        host.rebuild(false);
        await().atMost(SOON).until(() -> host.status().serving().orElseThrow().number() == 3);
        assertThatTheCopyIsExact(100);
    }

    @Test
    void a_new_version_of_the_program_builds_new_tables_while_the_old_ones_serve()
            throws Exception {
        append("a", 500);
        var old = host(new Copy());
        assertThat(old.applied().await(500, SOON)).isTrue();
        old.close();

        var fresh =
                host(
                        new Copy() {
                            @Override
                            public int version() {
                                return 2;
                            }

                            @Override
                            public String ddl() {
                                return "CREATE TABLE copy (stream text, position bigint, note"
                                        + " text)";
                            }

                            @Override
                            public void apply(Connection connection, List<RecordedEvent> events)
                                    throws SQLException {
                                try (var insert =
                                        connection.prepareStatement(
                                                "INSERT INTO copy VALUES (?, ?, 'v2')")) {
                                    for (var event : events) {
                                        insert.setString(1, event.stream().id());
                                        insert.setLong(2, event.position());
                                        insert.executeUpdate();
                                    }
                                }
                            }
                        });

        await().atMost(SOON).until(() -> fresh.status().serving().orElseThrow().version() == 2);
        assertThatTheCopyIsExact(500);
    }

    @Test
    void a_rebuild_that_was_interrupted_goes_on_where_it_was() throws Exception {
        append("a", 100);
        var first = host(new Copy());
        assertThat(first.applied().await(100, SOON)).isTrue();
        first.close();
        shop.database()
                .execute(
                        "INSERT INTO rastro.projection (name, generation, version, state, position)"
                            + " VALUES ('copies', 2, 1, 'building', 40);CREATE SCHEMA"
                            + " shop_copies_g2; CREATE TABLE shop_copies_g2.copy AS SELECT * FROM"
                            + " shop_copies_g1.copy WHERE position <= 40;GRANT ALL ON SCHEMA"
                            + " shop_copies_g2 TO rastro_app; ALTER TABLE shop_copies_g2.copy OWNER"
                            + " TO rastro_app;");

        var second = host(new Copy());

        await().atMost(SOON).until(() -> second.status().serving().orElseThrow().number() == 2);
        assertThatTheCopyIsExact(100);
    }

    @Test
    void a_skipped_event_is_left_out_alone() throws Exception {
        append("bad", 12);
        var host = hostThatCannotApply(4);
        var stream = new StreamName("test", "bad");

        assertThat(host.skipParked(stream, 3, (number, parked) -> {}))
                .isEqualTo(new Skip.OtherVersion(4));
        assertThat(host.skipParked(new StreamName("test", "x"), 4, (number, parked) -> {}))
                .isEqualTo(new Skip.NotParked());
        var recorded = new ArrayList<Long>();
        assertThat(host.skipParked(stream, 4, (n, parked) -> recorded.add(parked.firstPosition())))
                .isEqualTo(new Skip.Skipped());

        assertThat(recorded).containsExactly(4L);
        assertThat(host.status().parked()).isEmpty();
        assertThat(count("bad")).isEqualTo(11);
        assertThat(shop.number("SELECT count(*) FROM shop.copy WHERE position = 4")).isZero();
        append("bad", 1);
        assertThat(host.applied().await(13, SOON)).isTrue();
        assertThat(count("bad")).isEqualTo(12);
    }

    @Test
    void what_cannot_be_recorded_is_not_skipped() throws Exception {
        append("bad", 5);
        var host = hostThatCannotApply(4);
        var stream = new StreamName("test", "bad");

        assertThatThrownBy(() ->
                        host.skipParked(
                                stream,
                                4,
                                (number, parked) -> {
                                    throw new IllegalStateException("killed");
                                }))
                .hasMessage("killed");

        assertThat(host.status().parked()).hasSize(1);
        assertThat(host.skipParked(stream, 4, (number, parked) -> {}))
                .isEqualTo(new Skip.Skipped());
    }

    private ProjectionHost hostThatCannotApply(long position) throws InterruptedException {
        var host =
                host(
                        new Copy() {
                            @Override
                            public void apply(Connection connection, List<RecordedEvent> events)
                                    throws SQLException {
                                if (events.stream().anyMatch(it -> it.position() == position)) {
                                    throw new IllegalStateException("poison");
                                }
                                super.apply(connection, events);
                            }
                        });
        assertThat(host.applied().await(position, SOON)).isTrue();
        return host;
    }

    private void append(String stream, int count) {
        append(store, stream, count);
    }

    private static void append(PostgresEventStore store, String stream, int count) {
        store.append(
                Append.of(
                        new StreamName("test", stream),
                        ExpectedVersion.any(),
                        Collections.nCopies(count, Shop.event())));
    }

    private long count(String stream) throws SQLException {
        return shop.number("SELECT count(*) FROM shop.copy WHERE stream = '" + stream + "'");
    }

    private void assertThatTheCopyIsExact(int count) throws SQLException {
        assertThat(shop.number("SELECT count(*) FROM shop.copy")).isEqualTo(count);
        assertThat(shop.number("SELECT count(DISTINCT position) FROM shop.copy")).isEqualTo(count);
        assertThat(shop.number("SELECT coalesce(max(position), 0) FROM shop.copy"))
                .isEqualTo(count);
    }
}
