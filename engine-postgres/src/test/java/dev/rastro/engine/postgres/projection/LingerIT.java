package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.jdbc.SessionLock;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.process.ProcessHost;
import dev.rastro.engine.process.Cause;
import dev.rastro.engine.process.ProcessManager;
import dev.rastro.engine.process.Timer;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.subscription.EventFilter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/** Who has nothing to do leaves the database alone, and is there when there is something. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LingerIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final int PROJECTIONS = 6;
    private static final int MANY = 18;

    /** In all; polling makes a hundred and more. */
    private static final int PER_SECOND_MAX = 25;

    private final Shop shop = new Shop();
    private final PostgresEventStore store = shop.store();

    private record Nothing(String name) implements Projection {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> tables() {
            return List.of(name);
        }

        @Override
        public String ddl() {
            return "CREATE TABLE " + name + " (nothing integer)";
        }

        @Override
        public boolean isPerStream() {
            return true;
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) {}
    }

    private static final class Idler implements ProcessManager {

        @Override
        public String name() {
            return "idler";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Timer timer(RecordedEvent event) {
            return new Timer.Unchanged();
        }

        @Override
        public EventFilter reactsTo() {
            return EventFilter.types("Nothing");
        }

        @Override
        public void react(RecordedEvent event, Cause cause) {}

        @Override
        public void due(RecordedEvent event, Cause cause) {}
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void an_idle_node_asks_a_few_times_a_second() throws Exception {
        var hosts = hosts(PROJECTIONS);
        var environment =
                new ProcessHost.Environment(
                        shop.application(), store, "shop", InstantSource.system());
        try (var process = new ProcessHost(environment, new Idler())) {
            append();
            awaitApplied(hosts, 1);

            assertThat(asksPerSecond()).isBetween(0.1, (double) PER_SECOND_MAX);

            append();
            awaitApplied(hosts, 2);
            assertThat(process.deadlines().applied().await(2, SOON)).isTrue();
        }
    }

    @Test
    void paused_projections_rest_although_there_is_something_to_do() throws Exception {
        var hosts = hosts(PROJECTIONS);
        append();
        awaitApplied(hosts, 1);
        hosts.forEach(ProjectionHost::pause);
        append();

        assertThat(asksPerSecond()).isBetween(0.1, (double) PER_SECOND_MAX);

        assertThat(hosts).allMatch(host -> host.applied().position() == 1);
        hosts.forEach(ProjectionHost::resume);
        awaitApplied(hosts, 2);
    }

    @Test
    void a_node_that_waits_for_the_build_of_another_rests() throws Exception {
        append();
        var host = shop.host(store, new Nothing("built"));
        assertThat(host.applied().await(1, SOON)).isTrue();
        var lock =
                SessionLock.tryTake(shop.database().asApplication(), "rastro build built 2")
                        .orElseThrow();
        try (lock) {
            host.pause();
            host.rebuild(false);
            shop.database().execute("INSERT INTO rastro.projection_part VALUES ('built', 2, 0, 0)");
            host.resume();

            assertThat(asksPerSecond()).isBetween(0.1, (double) PER_SECOND_MAX);

            assertThat(host.status().building()).isPresent();
        }
        await().atMost(SOON).until(() -> host.status().serving().orElseThrow().number() == 2);
    }

    /**
     * If their rests were not ended, each would take ten seconds, and all three times the limit.
     */
    @Test
    void who_rests_is_closed_at_once() throws Exception {
        for (int round = 0; round < 2; round++) {
            var hosts = hosts(MANY);
            awaitApplied(hosts, round);
            hosts.forEach(ProjectionHost::pause);
            append();
            Thread.sleep(200);
            long begun = System.nanoTime();
            hosts.forEach(ProjectionHost::close);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            var resumed = hosts(MANY);
            resumed.forEach(ProjectionHost::resume);
            awaitApplied(resumed, round + 1);
            resumed.forEach(ProjectionHost::close);
        }
    }

    private List<ProjectionHost> hosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> shop.host(store, new Nothing("nothing" + i)))
                .toList();
    }

    private static void awaitApplied(List<ProjectionHost> hosts, long position)
            throws InterruptedException {
        for (var host : hosts) {
            assertThat(host.applied().await(position, SOON)).isTrue();
        }
    }

    private void append() {
        store.append(
                Append.of(
                        new StreamName("test", "a"), ExpectedVersion.any(), List.of(Shop.event())));
    }

    private double asksPerSecond() throws InterruptedException {
        Thread.sleep(WINDOW.dividedBy(4));
        int before = shop.asked();
        long begun = System.nanoTime();
        Thread.sleep(WINDOW);
        return (shop.asked() - before) * 1e9 / (System.nanoTime() - begun);
    }
}
