package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.projection.Projection;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.subscription.PositionSignal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectionRunnerIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final PostgresEventStore store =
            new PostgresEventStore(
                    database.asApplication(),
                    database.asApplication(),
                    InstantSource.system(),
                    PostgresEventStore.Settings.DEFAULT);

    /** Inserts a row per event: an event that is applied twice, or out of order, shows. */
    private static class Copy implements Projection {

        @Override
        public String name() {
            return "copy";
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
            try (var insert = connection.prepareStatement("INSERT INTO copy VALUES (?)")) {
                for (var event : events) {
                    insert.setLong(1, event.position());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    @BeforeEach
    void make_a_table() throws SQLException {
        database.execute("CREATE TABLE copy (position bigint); GRANT ALL ON copy TO rastro_app");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_was_appended_before_and_after_the_start_is_applied_once_and_in_order()
            throws Exception {
        append(3_000);
        try (var runner = runner(new Copy()).start()) {
            append(2_000);
            assertThat(runner.applied().await(5_000, SOON)).isTrue();
        }
        assertThatTheCopyIsExact(5_000);
    }

    @Test
    void a_commit_that_nobody_told_of_is_found_by_polling() throws Exception {
        try (var runner =
                new ProjectionRunner(database.asApplication(), new Copy(), new PositionSignal())
                        .start()) {
            append(10);
            assertThat(runner.applied().await(10, SOON)).isTrue();
        }
    }

    @Test
    void a_second_runner_does_not_apply_anything_twice() throws Exception {
        try (var one = runner(new Copy()).start();
                var two = runner(new Copy()).start()) {
            for (int i = 0; i < 50; i++) {
                append(20);
            }
            assertThat(one.applied().await(1_000, SOON)).isTrue();
            assertThat(two.applied().await(1_000, SOON)).isTrue();
        }
        assertThatTheCopyIsExact(1_000);
    }

    @Test
    void a_batch_that_fails_half_way_leaves_nothing_and_is_tried_again() throws Exception {
        append(100);
        var attempts = new AtomicInteger();
        Projection failing =
                new Copy() {
                    @Override
                    public void apply(Connection connection, List<RecordedEvent> events)
                            throws SQLException {
                        super.apply(connection, events);
                        if (attempts.incrementAndGet() <= 3) {
                            throw new SQLException("not yet");
                        }
                    }
                };
        try (var runner = runner(failing).start()) {
            await().until(() -> runner.trouble().isPresent() || attempts.get() > 3);
            assertThat(runner.applied().await(100, SOON)).isTrue();
            await().until(() -> runner.trouble().isEmpty());
        }
        assertThat(attempts).hasValueGreaterThan(3);
        assertThatTheCopyIsExact(100);
    }

    @Test
    void a_checkpoint_that_somebody_moved_stops_the_batch() throws Exception {
        append(10);
        Projection meddler =
                new Copy() {
                    @Override
                    public void apply(Connection connection, List<RecordedEvent> events)
                            throws SQLException {
                        super.apply(connection, events);
                        try (var statement = connection.createStatement()) {
                            statement.execute("UPDATE rastro.checkpoint SET position = 5");
                        }
                    }
                };
        var runner = runner(meddler);

        assertThatThrownBy(runner::step).hasMessageContaining("checkpoint of copy is no longer 0");
        assertThatTheCopyIsExact(0);
    }

    private ProjectionRunner runner(Projection projection) {
        return new ProjectionRunner(database.asApplication(), projection, store.committed());
    }

    private void append(int count) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        var event = new EventData(UUID.randomUUID(), "Happened", 1, Payload.ofText("{}"), metadata);
        store.append(
                Append.of(
                        new StreamName("test", "a"),
                        ExpectedVersion.any(),
                        Collections.nCopies(count, event)));
    }

    private void assertThatTheCopyIsExact(int count) throws SQLException {
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT count(*), count(DISTINCT position), coalesce(sum(position),"
                                        + " 0) FROM copy");
                var row = select.executeQuery()) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(count);
            assertThat(row.getLong(2)).isEqualTo(count);
            assertThat(row.getLong(3)).isEqualTo(count * (count + 1L) / 2);
        }
    }
}
