package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A log that is long enough for a rebuild with parallel workers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ParallelBuildIT {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int STREAMS = 20;
    private static final int EVENTS = 60_000;

    private final Shop shop = new Shop();
    private final PostgresEventStore store = shop.store();

    /**
     * Refuses an event that is not the next of its stream, and keeps every one: what is applied out
     * of order, twice or not at all shows.
     */
    private static class Copy implements Projection {

        private static final String ADD =
                "INSERT INTO seen SELECT * FROM unnest(?::text[], ?::bigint[])";

        private static final String MOVE =
                """
                INSERT INTO latest SELECT * FROM unnest(?::text[], ?::bigint[])
                ON CONFLICT (stream) DO UPDATE SET version = excluded.version
                """;

        /** How many batches a rebuild may apply; without limit for the generation that serves. */
        final Semaphore batches;

        Copy(int batches) {
            this.batches = new Semaphore(batches);
        }

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
            return List.of("seen", "latest");
        }

        @Override
        public String ddl() {
            return "CREATE TABLE seen (stream text, version bigint);"
                    + "CREATE TABLE latest (stream text PRIMARY KEY, version bigint)";
        }

        @Override
        public String indexes() {
            return "CREATE UNIQUE INDEX IF NOT EXISTS seen_once ON seen (stream, version)";
        }

        @Override
        public boolean isPerStream() {
            return true;
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
            if (connection.getSchema().endsWith("_g2")) {
                batches.acquireUninterruptibly();
            }
            var latest = latest(connection);
            for (var event : events) {
                long before = latest.getOrDefault(event.stream().id(), 0L);
                if (event.version() != before + 1) {
                    throw new IllegalStateException("after %d came %s".formatted(before, event));
                }
                latest.put(event.stream().id(), event.version());
            }
            try (var add = connection.prepareStatement(ADD)) {
                ArrayParameters.of(add, 1, events)
                        .column("text", it -> it.stream().id())
                        .column("bigint", RecordedEvent::version);
                add.executeUpdate();
            }
            var ours = events.stream().map(it -> it.stream().id()).distinct().toList();
            try (var move = connection.prepareStatement(MOVE)) {
                ArrayParameters.of(move, 1, ours)
                        .column("text", stream -> stream)
                        .column("bigint", latest::get);
                move.executeUpdate();
            }
        }

        private static Map<String, Long> latest(Connection connection) throws SQLException {
            var latest = new HashMap<String, Long>();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT stream, version FROM latest")) {
                while (rows.next()) {
                    latest.put(rows.getString(1), rows.getLong(2));
                }
            }
            return latest;
        }
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < EVENTS / 1_000; i++) {
            append(1_000);
        }
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void several_hands_write_what_one_would_while_others_append() throws Exception {
        var host = served(new Copy(Integer.MAX_VALUE));
        var done = new AtomicBoolean();
        int more;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer =
                    threads.submit(() -> {
                        int written = 0;
                        while (!done.get()) {
                            append(100);
                            written += 100;
                        }
                        return written;
                    });
            try {
                host.rebuild(true);
                awaitServing(host, 2);
            } finally {
                done.set(true);
            }
            more = writer.get();
        }

        assertThat(host.applied().await(EVENTS + more, SOON)).isTrue();
        assertThatEveryStreamIsWhole(EVENTS + more);
        assertThat(shop.number("SELECT count(*) FROM rastro.projection_part")).isZero();
        assertThat(indexesOf("shop_copies_g2")).isEqualTo(2);
    }

    @Test
    void a_build_that_is_interrupted_goes_on_where_each_hand_was() throws Exception {
        var stopsEarly = new Copy(5);
        var host = served(stopsEarly);
        host.rebuild(true);
        await().atMost(SOON).until(() -> stopsEarly.batches.availablePermits() == 0);
        await().atMost(SOON)
                .until(() -> shop.number("SELECT count(*) FROM rastro.projection_part") > 0);
        shop.database()
                .execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                                + " current_database() AND pid <> pg_backend_pid()");
        stopsEarly.batches.release(1_000);

        awaitServing(host, 2);
        assertThat(host.applied().await(EVENTS, SOON)).isTrue();
        assertThatEveryStreamIsWhole(EVENTS);
    }

    @Test
    void a_build_that_runs_out_of_room_goes_on_when_there_is_some() throws Exception {
        var room = new AtomicBoolean(true);
        var slow = new Copy(2);
        var host = shop.host(store, slow, room::get);
        assertThat(host.applied().await(EVENTS, SOON)).isTrue();
        host.rebuild(true);
        await().atMost(SOON).until(() -> slow.batches.availablePermits() == 0);
        room.set(false);
        slow.batches.release(1_000);
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> host.status().serving().orElseThrow().number() == 1);
        assertThat(host.lastError()).isEmpty();

        room.set(true);

        awaitServing(host, 2);
        assertThatEveryStreamIsWhole(EVENTS);
    }

    @Test
    void two_processes_do_not_build_the_same_generation_side_by_side() throws Exception {
        var slow = new Copy(3);
        var one = served(slow);
        one.rebuild(true);
        await().atMost(SOON).until(() -> slow.batches.availablePermits() == 0);
        var idle = new Copy(Integer.MAX_VALUE);
        var two = shop.host(shop.store(), idle);

        assertThat(two.applied().await(EVENTS, SOON)).isTrue();
        await().during(Duration.ofSeconds(1))
                .atMost(SOON)
                .until(() -> idle.batches.availablePermits() == Integer.MAX_VALUE);
        slow.batches.release(1_000);
        awaitServing(two, 2);
        assertThatEveryStreamIsWhole(EVENTS);
    }

    @Test
    void an_event_that_cannot_be_applied_parks_its_stream_in_every_part() throws Exception {
        var poisonous =
                new Copy(Integer.MAX_VALUE) {
                    @Override
                    public void apply(Connection connection, List<RecordedEvent> events)
                            throws SQLException {
                        super.apply(connection, events);
                        if (connection.getSchema().endsWith("_g2")
                                && events.stream().anyMatch(it -> it.version() == 2_000)) {
                            throw new IllegalStateException("poison");
                        }
                    }
                };
        var host = served(poisonous);
        host.rebuild(false);

        awaitServing(host, 2);
        assertThat(host.status().parked()).hasSize(STREAMS);
        assertThat(shop.number("SELECT count(*) FROM shop.seen")).isEqualTo(STREAMS * 1_999);
        assertThat(shop.number("SELECT max(version) FROM shop.seen")).isEqualTo(1_999);
    }

    private ProjectionHost served(Copy projection) throws Exception {
        var host = shop.host(store, projection);
        assertThat(host.applied().await(EVENTS, SOON)).isTrue();
        return host;
    }

    private static void awaitServing(ProjectionHost host, int generation) {
        // Whoever asks may get a connection of the pool that was killed.
        await().atMost(SOON)
                .ignoreException(StoreException.class)
                .until(() -> host.status().serving().orElseThrow().number() == generation);
    }

    private void append(int count) {
        var parts = new ArrayList<StreamAppend>();
        for (int stream = 0; stream < STREAMS; stream++) {
            parts.add(
                    new StreamAppend(
                            new StreamName("test", "s" + stream),
                            ExpectedVersion.any(),
                            Collections.nCopies(count / STREAMS, Shop.event())));
        }
        store.append(new Append(parts, Optional.empty()));
    }

    private void assertThatEveryStreamIsWhole(int events) throws SQLException {
        assertThat(shop.number("SELECT count(*) FROM shop.seen")).isEqualTo(events);
        assertThat(shop.number("SELECT count(DISTINCT (stream, version)) FROM shop.seen"))
                .isEqualTo(events);
        assertThat(shop.number("SELECT count(*) FROM rastro.parked_stream"))
                .as("streams out of order")
                .isZero();
    }

    private long indexesOf(String schema) throws SQLException {
        return shop.number("SELECT count(*) FROM pg_indexes WHERE schemaname = '" + schema + "'");
    }
}
