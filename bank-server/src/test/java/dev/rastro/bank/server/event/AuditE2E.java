package dev.rastro.bank.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AuditE2E {

    private static final String AUDIT = "/api/v1/audit";
    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final String REQUEST = "0193a5c4-6a02-7f60-8a11-5b8d3e7c9f01";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-20T10:00:00Z"));
    private final TestBank bank = TestBank.at(now::get);

    @AfterEach
    void stop() {
        bank.close();
    }

    private List<JsonNode> entries(String query) {
        var entries = new ArrayList<JsonNode>();
        var next = AUDIT + query;
        while (!next.isEmpty()) {
            var page = bank.get(next);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            page.json().get("items").forEach(entries::add);
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return entries;
    }

    private List<Long> positions(String query) {
        return entries(query).stream().map(it -> it.get("position").asLong()).toList();
    }

    @Test
    void an_entry_says_who_did_what_when_why_and_by_which_request() {
        var account = bank.openAccount("10.00");
        bank.post(
                ACCOUNTS + account + "/deposit",
                "{\"amount\": \"1.00\", \"description\": \"Salary\"}",
                Map.of(
                        "X-Request-Id",
                        REQUEST,
                        "traceparent",
                        "00-%s-00f067aa0ba902b7-01".formatted(TRACE)));

        var entry = entries("").getFirst();

        var event = bank.get(ACCOUNTS + account + "/events").json().at("/items/1");
        assertThat(entry.toString())
                .isEqualTo(
                        """
                        {"position":2,"recorded_at":"2026-03-20T10:00:00Z","actor":"anonymous",\
                        "type":"MoneyDeposited","stream":"account-%s","version":2,\
                        "name":"John Doe","amount":{"amount":"1.00","currency":"USD"},\
                        "counterparty":null,"reason":"Salary","event_id":"%s",\
                        "correlation_id":"4bf92f35-77b3-4da6-a3ce-929d0e0e4736",\
                        "causation_id":"%s"}\
                        """
                                .formatted(account, event.get("event_id").asString(), REQUEST));
    }

    @Test
    void the_newest_comes_first_and_every_event_once_whatever_the_pages() {
        bank.post("/api/v1/customers", "{\"name\": \"Jana\", \"address\": {\"city\": \"Brno\"}}");
        var account = bank.openAccount("10.00");
        for (int i = 0; i < 9; i++) {
            bank.post(ACCOUNTS + account + "/deposit", "{\"amount\": \"1.00\"}");
        }

        assertThat(positions("")).containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        for (int limit = 1; limit <= 11; limit++) {
            assertThat(positions("?limit=" + limit)).isEqualTo(positions(""));
        }
        var first = bank.get(AUDIT + "?limit=5");
        bank.post(ACCOUNTS + account + "/deposit", "{\"amount\": \"1.00\"}");
        var link = first.header("Link");
        var next = bank.get(link.substring(1, link.indexOf('>'))).json().at("/items/0");
        assertThat(next.get("position").asLong()).isEqualTo(6);
    }

    @Test
    void entries_are_found_by_category_and_from_a_place_in_the_log_backwards() {
        bank.post("/api/v1/customers", "{\"name\": \"Jana\", \"address\": {\"city\": \"Brno\"}}");
        bank.openAccount("10.00");
        bank.post("/api/v1/customers", "{\"name\": \"Eva\", \"address\": {\"city\": \"Brno\"}}");

        assertThat(positions("?category=customer")).containsExactly(3L, 1L);
        assertThat(positions("?category=account")).containsExactly(2L);
        assertThat(positions("?category=none")).isEmpty();
        assertThat(positions("?before=3")).containsExactly(2L, 1L);
        assertThat(positions("?before=4&limit=1")).containsExactly(3L, 2L, 1L);
        assertThat(positions("?category=customer&before=3&limit=1")).containsExactly(1L);
        assertThat(positions("?before=0")).isEmpty();
    }

    @Test
    void entries_are_found_by_stream_type_cause_and_actor_and_by_all_at_once() throws SQLException {
        var one = bank.openAccount("10.00");
        var other = bank.openAccount("10.00");
        bank.post(
                ACCOUNTS + one + "/transfer",
                "{\"amount\": \"10.00\", \"to_account_id\": \"%s\"}".formatted(other),
                Map.of("X-Request-Id", REQUEST));
        bank.post(ACCOUNTS + one + "/close", "{\"reason\": \"moved\"}");
        plantAnEventThatNobodyCanRead();

        assertThat(positions("?stream=account-" + one)).containsExactly(5L, 3L, 1L);
        assertThat(positions("?stream=account-none")).isEmpty();
        assertThat(positions("?type=AccountOpened")).containsExactly(2L, 1L);
        assertThat(positions("?correlation=" + REQUEST)).containsExactly(4L, 3L);
        assertThat(positions("?actor=somebody")).containsExactly(6L);
        assertThat(positions("?actor=anonymous")).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(positions("?actor=nobody")).isEmpty();
        assertThat(
                        positions(
                                "?actor=anonymous&type=TransferSent&correlation=%s&stream=account-%s&from=2026-03-20&to=2026-03-20"
                                        .formatted(REQUEST, one)))
                .containsExactly(3L);
        assertThat(entries("").stream().map(it -> it.get("reason").asString("-")))
                .containsExactly("-", "moved", "-", "-", "-", "-");
    }

    private void plantAnEventThatNobodyCanRead() throws SQLException {
        bank.database()
                .execute(
                        """
                        INSERT INTO rastro.stream VALUES (-1, 'broken', '1');
                        INSERT INTO rastro.event VALUES (6, -1, 1, '2026-03-20T10:00:00Z',
                               gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1,
                               'Nonsense', 'somebody', '{');
                        UPDATE rastro.log_head SET position = 6;
                        """);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> bank.get(AUDIT).header("Ledger-Position").equals("6"));
    }

    @Test
    void entries_are_found_by_the_time_of_their_recording() {
        bank.openAccount("1.00");
        now.set(Instant.parse("2026-03-21T00:00:00Z"));
        bank.openAccount("2.00");
        now.set(Instant.parse("2026-03-21T23:59:59.999999Z"));
        bank.openAccount("3.00");
        now.set(Instant.parse("2026-03-22T08:00:00Z"));
        bank.openAccount("4.00");

        assertThat(positions("?from=2026-03-21")).containsExactly(4L, 3L, 2L);
        assertThat(positions("?to=2026-03-21")).containsExactly(3L, 2L, 1L);
        assertThat(positions("?from=2026-03-21&to=2026-03-21")).containsExactly(3L, 2L);
        assertThat(positions("?from=2026-03-20T10:00:00.000001Z&to=2026-03-21T00:00:00Z"))
                .containsExactly(2L);
        assertThat(positions("?from=2026-03-22T09:00:00%2B01:00")).containsExactly(4L);
        assertThat(positions("?from=2026-03-22T08:00:00.000001Z")).isEmpty();
        assertThat(positions("?from=2026-03-23")).isEmpty();
        assertThat(positions("?to=2026-03-19")).isEmpty();
        assertThat(positions("?to=9999-12-31")).hasSize(4);
    }

    @Test
    void a_reader_waits_for_the_position_that_it_names() {
        bank.post("/api/v1/admin/projections/audit/pause", "");
        bank.openAccount("1.00");

        assertThat(bank.get(AUDIT + "?min_position=1").get("code")).isEqualTo("read_model_behind");
        bank.post("/api/v1/admin/projections/audit/resume", "");
        assertThat(positions("?min_position=1")).containsExactly(1L);
    }

    @Test
    void a_rebuild_finds_the_same_entries() throws SQLException {
        for (int i = 0; i < 5; i++) {
            bank.openAccount("1.00");
        }
        plantAnEventThatNobodyCanRead();
        var before = entries("");

        var audit = "/api/v1/admin/projections/audit";
        assertThat(bank.post(audit + "/rebuild", "{\"compare\": true}").status()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> bank.get(audit).json().at("/serving/generation").asInt() == 2);
        assertThat(entries("")).isEqualTo(before).hasSize(6);
        assertThat(bank.get(audit).json().get("parked").size()).isZero();
    }
}
