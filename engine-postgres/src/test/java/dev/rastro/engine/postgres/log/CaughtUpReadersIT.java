package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.Subscription;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever follows the end of the log closely costs the database nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CaughtUpReadersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int READERS = 60;
    private static final int EVENTS = 20;

    private final AtomicInteger connections = new AtomicInteger();
    private final List<Subscription> readers = new ArrayList<>();
    private final PostgresEventStore store = CountedReads.store(connections);

    @AfterEach
    void close() {
        readers.forEach(Subscription::close);
        store.close();
    }

    @Test
    void nobody_who_is_woken_at_the_end_of_the_log_asks_the_database() throws Exception {
        await().atMost(SOON).until(() -> connections.get() == 1);
        append();
        var filters =
                List.of(
                        EventFilter.everything(),
                        EventFilter.types("Unheard"),
                        EventFilter.stream(new StreamName("test", "a")));
        for (int i = 0; i < READERS; i++) {
            var filter = filters.get(i % filters.size());
            readers.add(Subscription.startAfter(1, store, filter, events -> {}));
        }
        awaitAll(1);

        for (int i = 0; i < EVENTS; i++) {
            append();
            awaitAll(2 + i);
        }

        assertThat(connections).hasValue(1);
    }

    private void append() {
        store.append(TestStores.append("a", ExpectedVersion.any()));
    }

    private void awaitAll(long position) throws InterruptedException {
        for (var reader : readers) {
            assertThat(reader.handled().await(position, SOON)).isTrue();
        }
    }
}
