package dev.rastro.bank.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreAdminE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final TestBank bank = TestBank.at(now::get);

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void an_empty_store_has_figures_too() {
        var figures = figures(bank);

        assertThat(figures.get("events").asLong()).isZero();
        assertThat(figures.at("/bytes/per_event").asLong()).isZero();
        assertThat(figures.at("/growth/events_last_day").asLong()).isZero();
        assertThat(figures.at("/appends/count").asLong()).isZero();
    }

    @Test
    void the_growth_is_that_of_the_last_hour_and_day() {
        deposit(bank.openAccount("1.00"), 2);
        now.updateAndGet(it -> it.plus(Duration.ofHours(20)));
        deposit(bank.openAccount("1.00"), 4);
        now.updateAndGet(it -> it.plus(Duration.ofMinutes(50)));
        deposit(bank.openAccount("1.00"), 1);

        assertThat(figures(bank).at("/growth/events_last_hour").asLong()).isEqualTo(7);
        assertThat(figures(bank).at("/growth/events_last_day").asLong()).isEqualTo(10);
        now.updateAndGet(it -> it.plus(Duration.ofHours(5)));
        assertThat(figures(bank).at("/growth/events_last_hour").asLong()).isZero();
        assertThat(figures(bank).at("/growth/events_last_day").asLong()).isEqualTo(7);
    }

    @Test
    void what_is_appended_and_decided_is_counted() {
        deposit(bank.openAccount("1.00"), 9);
        // An append is measured just after it is answered.
        await().atMost(SOON).until(() -> figures(bank).at("/appends/count").asLong() == 10);

        var figures = figures(bank);

        assertThat(figures.get("events").asLong()).isEqualTo(10);
        assertThat(figures.get("streams").asLong()).isEqualTo(1);
        assertThat(figures.at("/bytes/per_event").asLong()).isBetween(100L, 100_000L);
        assertThat(figures.at("/bytes/total").asLong())
                .isGreaterThan(figures.at("/bytes/event_table").asLong());
        assertThat(figures.at("/appends/batch_sizes/0/at_most").asLong()).isEqualTo(1);
        assertThat(figures.at("/appends/batch_sizes/0/batches").asLong()).isEqualTo(10);
        assertThat(figures.at("/appends/latency_micros/p50").asLong())
                .isBetween(1L, figures.at("/appends/latency_micros/max").asLong());
        assertThat(sum(figures.at("/appends/latency_ranges"))).isEqualTo(10);
        assertThat(sum(figures.at("/replay/latency_ranges"))).isEqualTo(1);
        assertThat(figures.at("/replay/latency_micros/max").asLong()).isPositive();
        assertThat(figures.at("/state_cache/hits").asLong()).isGreaterThanOrEqualTo(9);
        assertThat(figures.at("/snapshots/loads").asLong()).isEqualTo(1);
    }

    @Test
    void a_restarted_server_loads_from_snapshots() {
        var account = bank.openAccount("1.00");
        deposit(account, 120);
        await().atMost(SOON).until(() -> figures(bank).at("/snapshots/count").asLong() == 1);
        try (var next = TestBank.on(bank.database(), now::get)) {
            next.post("/api/v1/accounts/" + account + "/deposit", "{\"amount\": \"1.00\"}");

            var figures = figures(next);

            assertThat(figures.at("/snapshots/hits").asLong()).isEqualTo(1);
            assertThat(figures.at("/snapshots/hit_percent").asLong()).isEqualTo(100);
            assertThat(figures.at("/replay/events").asLong()).isEqualTo(21);
            assertThat(figures.at("/replay/events_per_second").asLong()).isPositive();
        }
    }

    private void deposit(String account, int times) {
        for (int i = 0; i < times; i++) {
            bank.post("/api/v1/accounts/" + account + "/deposit", "{\"amount\": \"1.00\"}");
        }
    }

    private static long sum(JsonNode ranges) {
        return ranges.valueStream().mapToLong(range -> range.get("count").asLong()).sum();
    }

    private static JsonNode figures(TestBank bank) {
        var reply = bank.get("/api/v1/admin/store");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json();
    }
}
