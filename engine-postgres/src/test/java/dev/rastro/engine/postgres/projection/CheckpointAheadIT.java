package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** As after a restore of the log alone, to an earlier moment. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckpointAheadIT {

    private final Shop shop = new Shop();

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private static final class Nothing implements Projection {

        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> tables() {
            return List.of("nothing");
        }

        @Override
        public String ddl() {
            return "CREATE TABLE nothing ()";
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) {}
    }

    @Test
    void a_projection_that_is_ahead_of_the_log_says_so() throws Exception {
        var store = shop.store();
        var stream = new StreamName("shop", "a");
        store.append(Append.of(stream, ExpectedVersion.any(), List.of(Shop.event())));
        try (var first = shop.host(store, new Nothing())) {
            assertThat(first.applied().await(1, Duration.ofSeconds(60))).isTrue();
            assertThat(first.status().lastError()).isEmpty();
        }
        shop.database().execute("UPDATE rastro.projection SET position = 10");

        var host = shop.host(store, new Nothing());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(host.status().lastError())
                                .hasValueSatisfying(
                                        it -> assertThat(it).contains("ahead of the log")));
    }
}
