package dev.rastro.engine.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.process.Alarms.Say;
import dev.rastro.engine.postgres.process.ProcessHost.Environment;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What is due tomorrow is not done today, although a clock says so for a moment. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongClockProcessIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Duration ahead = Duration.ofDays(2);

    private Instant look() {
        looks.incrementAndGet();
        return Instant.now().plus(ahead);
    }

    @Test
    void nothing_is_due_by_a_clock_that_is_far_ahead_of_the_databases() throws SQLException {
        database.execute("CREATE SCHEMA app; GRANT USAGE, CREATE ON SCHEMA app TO rastro_app");
        try (var store = store();
                var handler = handler(store)) {
            set(handler, "yesterday", Instant.now().minus(Duration.ofDays(1)));
            set(handler, "tomorrow", Instant.now().plus(Duration.ofDays(1)));
            var environment = new Environment(database.asApplication(), store, "app", this::look);
            try (var host = new ProcessHost(environment, new Alarms(handler, event -> {}))) {
                await().atMost(SOON).until(() -> looks.get() > 3);
                assertThat(rung(store)).isEmpty();

                ahead = Duration.ZERO;
                await().atMost(SOON).until(() -> !rung(store).isEmpty());
                assertThat(rung(store)).containsExactly("yesterday");
                assertThat(host.lastError()).isEmpty();
            }
        }
    }

    private PostgresEventStore store() {
        return new PostgresEventStore(
                database.asApplication(),
                database.asWriter(),
                InstantSource.system(),
                PostgresEventStore.Settings.DEFAULT);
    }

    private CommandHandler handler(PostgresEventStore store) {
        return new CommandHandler(
                store,
                new PostgresSnapshotStore(database.asApplication()),
                Alarms.codecs(),
                CommandHandler.Settings.of(InstantSource.system(), UUID::randomUUID));
    }

    private static void set(CommandHandler handler, String alarm, Instant due) {
        var id = UUID.randomUUID();
        var context = CommandContext.<String>of(new Metadata(id, id, "test"));
        handler.handle(Alarms.TO_ALARM, new Say(alarm, "set " + due), context);
    }

    private static List<String> rung(PostgresEventStore store) {
        return store.readAll(0, 1_000).stream()
                .filter(event -> event.data().type().equals("rang"))
                .map(event -> event.stream().id())
                .toList();
    }
}
