package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.postgres.inline.InlineProjection;
import dev.rastro.engine.postgres.schema.Migrations;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

/**
 * Commits wait for a synchronous standby that is not there, and an administrator cancels the wait:
 * PostgreSQL then commits with a warning, and nobody may be told that this is durable.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CancelledStandbyIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String WAITS =
            "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE ?";
    private static final String CANCEL =
            """
            SELECT pg_cancel_backend(pid) FROM pg_stat_activity
             WHERE wait_event = 'SyncRep' AND query LIKE ?
            """;
    private static final String INSERT = "%INSERT INTO rastro.event%";
    private static final String COMMIT = "COMMIT";
    private static final String PROBE = "INSERT INTO public.probe%";
    private static final String ANY = "%";

    private static EmbeddedPostgres postgres;
    private static DataSource database;

    /** A role that would not hear of warnings. */
    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on").start();
        database = postgres.getPostgresDatabase();
        try (var connection = database.getConnection()) {
            Migrations.engine().run(connection);
        }
        execute("CREATE TABLE public.probe (id int)");
        execute("ALTER ROLE postgres SET client_min_messages = 'error'");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void letGo() throws SQLException {
        execute("ALTER SYSTEM RESET synchronous_standby_names");
        execute("SELECT pg_reload_conf()");
    }

    /** When this ends, commits wait. */
    private static void waitForNobody() throws Exception {
        execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        execute("SELECT pg_reload_conf()");
        var waits = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var probing =
                    threads.submit(() -> {
                        while (!waits.get()) {
                            execute("INSERT INTO public.probe VALUES (1)");
                        }
                        return null;
                    });
            awaitWait(PROBE);
            waits.set(true);
            execute(CANCEL, PROBE);
            probing.get();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_cancelled_is_answered_when_it_is_durable_and_not_before(boolean inline)
            throws Exception {
        try (var store = open(LONG, inline)) {
            long before = append(store);
            waitForNobody();
            var append = TestStores.append("a", ExpectedVersion.any());
            var result = store.submit(append);
            awaitWait(inline ? COMMIT : INSERT);
            execute(CANCEL, inline ? COMMIT : INSERT);
            awaitWait("%generation = generation + 1%");
            assertThat(result).isNotDone();

            letGo();

            assertThat(result.join()).isEqualTo(new Appended(before + 1, List.of(before + 1)));
            assertThat(append(store)).isEqualTo(before + 2);
            assertThat(store.lastPosition()).isEqualTo(before + 2);
        }
    }

    @Test
    void what_is_cancelled_for_long_is_called_unknown_and_happens_once() throws Exception {
        try (var store = open(Duration.ofMillis(200), false)) {
            long before = append(store);
            waitForNobody();
            var result = store.submit(TestStores.append("a", ExpectedVersion.any()));
            await().atMost(LONG)
                    .until(() -> {
                        execute(CANCEL, ANY);
                        return result.isDone();
                    });

            assertThatThrownBy(() -> StoreException.await(result)).hasMessageContaining("unknown");
            letGo();
            assertThat(append(store)).isEqualTo(before + 2);
        }
    }

    private static PostgresEventStore open(Duration patience, boolean inline) {
        InlineProjection nothing = (connection, events) -> {};
        var settings =
                new PostgresEventStore.Settings(
                                100, LONG, patience, Duration.ofMillis(200), false, List.of(), LONG)
                        .inline(
                                inline
                                        ? new InlineProjection[] {nothing}
                                        : new InlineProjection[0]);
        return new PostgresEventStore(database, database, InstantSource.system(), settings);
    }

    private static long append(PostgresEventStore store) {
        var result = store.append(TestStores.append("a", ExpectedVersion.any()));
        return ((Appended) result).position();
    }

    private static void awaitWait(String query) {
        await().atMost(LONG).until(() -> finds(WAITS, query));
    }

    private static boolean finds(String sql, String parameter) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setString(1, parameter);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void execute(String sql, String... parameters) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
