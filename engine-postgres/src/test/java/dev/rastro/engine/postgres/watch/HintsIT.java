package dev.rastro.engine.postgres.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.log.PostgresEventStore.Settings;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HintsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration NEVER = Duration.ofDays(1);

    private final TestDatabase database = TestDatabase.withEmptyLog();

    @Test
    void a_commit_is_seen_by_another_store_that_does_not_look() throws Exception {
        try (var writer = open(NEVER, true);
                var follower = open(NEVER, true)) {
            for (int i = 1; i <= 20; i++) {
                append(writer);
                assertThat(follower.committed().await(i, PATIENCE)).isTrue();
            }
            assertThat(follower.recent(0, 100)).isEqualTo(writer.readAll(0, 100)).hasSize(20);
        }
    }

    @Test
    void what_was_committed_while_nobody_listened_is_seen_when_somebody_does_again()
            throws Exception {
        try (var writer = open(NEVER, true);
                var follower = open(NEVER, true)) {
            append(writer);
            assertThat(follower.committed().await(1, PATIENCE)).isTrue();

            terminate("LISTEN%");
            append(writer);

            assertThat(follower.committed().await(2, PATIENCE)).isTrue();
        }
    }

    @Test
    void a_sender_that_lost_its_connection_goes_on() throws Exception {
        try (var writer = open(NEVER, true);
                var follower = open(NEVER, true)) {
            append(writer);
            assertThat(follower.committed().await(1, PATIENCE)).isTrue();

            terminate("SELECT pg_notify%");
            append(writer);

            assertThat(follower.committed().await(2, PATIENCE)).isTrue();
        }
    }

    @Test
    void who_gets_no_hints_looks() throws Exception {
        try (var writer = open(NEVER, false);
                var follower = open(Duration.ofMillis(20), false)) {
            append(writer);

            assertThat(follower.committed().await(1, PATIENCE)).isTrue();
        }
    }

    @Test
    void nonsense_on_the_channel_harms_nobody() throws Exception {
        try (var writer = open(NEVER, true);
                var follower = open(NEVER, true)) {
            append(writer);
            assertThat(follower.committed().await(1, PATIENCE)).isTrue();

            database.execute("NOTIFY rastro_log, 'nonsense'; NOTIFY rastro_log");
            database.execute("NOTIFY rastro_log, '99'; NOTIFY rastro_log, '-1'");
            append(writer);

            assertThat(follower.committed().await(2, PATIENCE)).isTrue();
            assertThat(follower.committed().position()).isEqualTo(2);
        }
    }

    @Test
    void a_closed_store_leaves_no_connection_behind() throws SQLException {
        open(NEVER, true).close();

        Awaitility.await().atMost(PATIENCE).until(() -> connections() == 0);
    }

    private PostgresEventStore open(Duration pollInterval, boolean hints) {
        return new PostgresEventStore(
                database.asWriter(),
                database.asWriter(),
                InstantSource.system(),
                Settings.DEFAULT.polling(pollInterval, hints));
    }

    private static void append(PostgresEventStore store) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        var event =
                new EventData(
                        UUID.randomUUID(), "SomethingHappened", 1, Payload.ofText("{}"), metadata);
        store.append(Append.of(new StreamName("test", "a"), ExpectedVersion.any(), List.of(event)));
    }

    private void terminate(String query) throws SQLException {
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                """
                                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                 WHERE datname = current_database() AND query LIKE ?
                                """)) {
            select.setString(1, query);
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).as("there is a connection that does " + query).isTrue();
            }
        }
    }

    private int connections() throws SQLException {
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                                """);
                var row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
