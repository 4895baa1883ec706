package dev.rastro.engine.postgres.inline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.log.PostgresEventStore.Settings;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InlineProjectionIT {

    private static final String POISON = "Poison";

    private final TestDatabase database = TestDatabase.withEmptyLog();

    @BeforeEach
    void make_the_table() throws SQLException {
        database.execute(
                """
                CREATE TABLE public.tally (
                    stream text PRIMARY KEY, n bigint NOT NULL CHECK (n <= 1000)
                );
                GRANT SELECT, INSERT, UPDATE ON public.tally TO rastro_app
                """);
    }

    @Test
    void rows_are_there_as_soon_as_the_events_are() throws SQLException {
        try (var store = open(InlineProjectionIT::count)) {
            for (int i = 1; i <= 20; i++) {
                store.append(append("a", "Plain", 2));
                assertThat(tally()).isEqualTo(2L * i);
            }
        }
    }

    @Test
    void no_reader_sees_one_without_the_other() throws Exception {
        var done = new AtomicBoolean();
        try (var store = open(InlineProjectionIT::count);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader =
                    threads.submit(() -> {
                        do {
                            assertThat(difference()).isZero();
                        } while (!done.get());
                        return null;
                    });
            try {
                IntStream.range(0, 200).forEach(i -> store.append(append("s" + i % 5, "Plain", 3)));
            } finally {
                done.set(true);
            }
            reader.get();
        }
        assertThat(tally()).isEqualTo(600);
    }

    @Test
    void what_it_cannot_take_is_refused_and_nothing_else_of_the_batch() throws SQLException {
        try (var store = open(InlineProjectionIT::refusePoison, InlineProjectionIT::count)) {
            var results =
                    IntStream.range(0, 200)
                            .mapToObj(i -> append("s" + i, i % 50 == 7 ? POISON : "Plain", 1))
                            .map(store::submit)
                            .toList();

            for (int i = 0; i < results.size(); i++) {
                assertThat(isRefused(results.get(i))).as("append " + i).isEqualTo(i % 50 == 7);
            }
            assertThat(tally()).isEqualTo(196);
            assertThat(store.readAll(0, 1_000))
                    .extracting(RecordedEvent::position)
                    .isEqualTo(LongStream.rangeClosed(1, 196).boxed().toList());
        }
    }

    @Test
    void what_the_database_cannot_take_is_refused_too() throws SQLException {
        try (var store = open(InlineProjectionIT::count)) {
            store.append(append("a", "Plain", 999));

            assertThatThrownBy(() -> store.append(append("a", "Plain", 2)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("tally");
            store.append(append("a", "Plain", 1));

            assertThat(store.lastPosition()).isEqualTo(1_000);
            assertThat(tally()).isEqualTo(1_000);
        }
    }

    @Test
    void a_connection_that_breaks_within_the_transaction_doubles_and_loses_nothing()
            throws SQLException {
        var once = new AtomicBoolean();
        InlineProjection breaking =
                (connection, events) -> {
                    if (events.getFirst().position() > 5 && once.compareAndSet(false, true)) {
                        breakOff(connection);
                    }
                };
        try (var store = open(InlineProjectionIT::count, breaking)) {
            for (int i = 0; i < 10; i++) {
                store.append(append("a", "Plain", 1));
            }
            assertThat(once).isTrue();
            assertThat(store.lastPosition()).isEqualTo(10);
        }
        assertThat(tally()).isEqualTo(10);
    }

    @Test
    void stores_that_race_count_every_event() throws Exception {
        try (var one = open(InlineProjectionIT::count);
                var two = open(InlineProjectionIT::count);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing =
                    IntStream.range(0, 8)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        for (int round = 0; round < 25; round++) {
                                            (i % 2 == 0 ? one : two)
                                                    .append(append("hot", "Plain", 1));
                                        }
                                    }))
                            .toList();
            for (var writer : racing) {
                writer.get();
            }
        }
        assertThat(tally()).isEqualTo(200);
        assertThat(difference()).isZero();
    }

    private PostgresEventStore open(InlineProjection... inline) {
        return new PostgresEventStore(
                database.asApplication(),
                database.asWriter(),
                InstantSource.system(),
                Settings.DEFAULT.inline(inline));
    }

    private static void count(Connection connection, List<RecordedEvent> events)
            throws SQLException {
        try (var upsert =
                connection.prepareStatement(
                        """
                        INSERT INTO public.tally AS old VALUES (?, 1)
                        ON CONFLICT (stream) DO UPDATE SET n = old.n + 1
                        """)) {
            for (var event : events) {
                upsert.setString(1, event.stream().id());
                upsert.executeUpdate();
            }
        }
    }

    private static void refusePoison(Connection connection, List<RecordedEvent> events) {
        if (events.stream().anyMatch(event -> event.data().type().equals(POISON))) {
            throw new IllegalStateException("poison");
        }
    }

    private void breakOff(Connection connection) throws SQLException {
        try (var which = connection.prepareStatement("SELECT pg_backend_pid()");
                var pid = which.executeQuery()) {
            pid.next();
            database.execute("SELECT pg_terminate_backend(%d)".formatted(pid.getInt(1)));
        }
    }

    private static boolean isRefused(CompletableFuture<AppendResult> result) {
        try {
            assertThat(StoreException.await(result)).isInstanceOf(AppendResult.Appended.class);
            return false;
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("poison");
            return true;
        }
    }

    private static Append append(String stream, String type, int count) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        var events =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new EventData(
                                        UUID.randomUUID(), type, 1, Payload.ofText("{}"), metadata))
                        .toList();
        return Append.of(new StreamName("test", stream), ExpectedVersion.any(), events);
    }

    private long tally() throws SQLException {
        return longOf("SELECT coalesce(sum(n), 0) FROM public.tally");
    }

    /** In one statement, so in one snapshot. */
    private long difference() throws SQLException {
        return longOf(
                """
                SELECT (SELECT count(*) FROM rastro.event)
                     - (SELECT coalesce(sum(n), 0) FROM public.tally)
                """);
    }

    private long longOf(String sql) throws SQLException {
        try (var connection = database.asApplication().getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
