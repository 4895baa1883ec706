package dev.rastro.bank.server.standingorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.JumpingClock;
import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StandingOrderE2E {

    private static final String ORDERS = "/api/v1/standing-orders";

    private final JumpingClock clock = new JumpingClock("2026-01-15");
    private final TestDatabase database = TestDatabase.empty();
    private final List<TestBank> nodes = new ArrayList<>(List.of(TestBank.on(database, clock)));
    private TestBank bank = nodes.getFirst();

    @AfterEach
    void stop() {
        nodes.forEach(TestBank::close);
    }

    private String schedule(String from, String to, String first, String more) {
        var body =
                """
                {"from_account_id": "%s", "to_account_id": "%s", "amount": "100.00",
                 "first_date": "%s", "description": "Rent", %s}
                """
                        .formatted(from, to, first, more);
        var reply = bank.post(ORDERS, body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.get("standing_order_id");
    }

    private Reply order(String id) {
        return bank.get(ORDERS + "/" + id);
    }

    private void awaitOrder(String id, String member, String value) {
        await().untilAsserted(() -> assertThat(order(id).get(member)).isEqualTo(value));
    }

    /** What an account got, each as its day, and whether all of it is there. */
    private List<String> daysOf(String account) {
        return bank.get("/api/v1/accounts/" + account + "/transactions?limit=1000&axis=recorded")
                .json()
                .get("items")
                .valueStream()
                .filter(it -> it.get("kind").stringValue().equals("transfer_received"))
                .map(it -> it.get("effective_date").stringValue())
                .toList();
    }

    private List<JsonNode> events(String id) {
        return bank.get(ORDERS + "/" + id + "/events?limit=1000")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private List<String> typesOf(String id) {
        return events(id).stream()
                .map(it -> it.get("type").stringValue().replace("StandingOrder", ""))
                .toList();
    }

    private String balance(String account) {
        return bank.get("/api/v1/accounts/" + account).get("balance");
    }

    @Test
    void an_answer_that_is_given_again_misses_nothing() {
        var id = schedule(bank.openAccount("0"), bank.openAccount("0"), "2026-01-31", MONTHLY);
        var path = ORDERS + "/" + id + "/cancel";
        var key = Map.of("Idempotency-Key", "cancel");
        assertThat(bank.post(path, "{}", key).status()).isEqualTo(200);
        bank.openAccount("0");

        var again = bank.post(path, "{}", key);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Ledger-Behind")).isEmpty();
    }

    @Test
    void an_order_is_paid_on_its_dates_and_completes_with_the_last() {
        var from = bank.openAccount("1000.00");
        var to = bank.openAccount("0");
        var id = schedule(from, to, "2026-01-31", MONTHLY + ", \"last_date\": \"2026-03-31\"");
        assertThat(order(id).json().at("/next/due_date").stringValue()).isEqualTo("2026-01-31");

        clock.jumpTo("2026-01-30");
        clock.jumpTo("2026-01-31");
        awaitOrder(id, "executions", "1");
        assertThat(order(id).json().at("/next/due_date").stringValue()).isEqualTo("2026-02-28");
        clock.jumpTo("2026-02-28");
        awaitOrder(id, "executions", "2");
        clock.jumpTo("2026-03-31");
        awaitOrder(id, "status", "completed");

        assertThat(order(id).json().get("next").isNull()).isTrue();
        assertThat(daysOf(to)).containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
        assertThat(balance(from)).isEqualTo("700.00");
        assertThat(typesOf(id))
                .containsExactly("Scheduled", "Executed", "Executed", "Executed", "Completed");
    }

    private static final String MONTHLY = "\"interval\": \"monthly\"";

    @Test
    void every_event_tells_the_command_that_began_it_all_and_the_event_that_led_to_it() {
        var from = bank.openAccount("1000.00");
        var to = bank.openAccount("0");
        var id = schedule(from, to, "2026-01-31", MONTHLY);
        clock.jumpTo("2026-03-01");
        awaitOrder(id, "executions", "2");

        var events = events(id);
        for (int i = 1; i < events.size(); i++) {
            var metadata = events.get(i).get("metadata");
            assertThat(metadata.get("actor").stringValue()).isEqualTo("process standing_order");
            assertThat(metadata.get("causation_id")).isEqualTo(events.get(i - 1).get("event_id"));
            assertThat(metadata.get("correlation_id"))
                    .isEqualTo(events.getFirst().at("/metadata/correlation_id"));
        }
    }

    @Test
    void without_the_money_it_is_tried_again_and_paid_after_a_deposit() {
        var from = bank.openAccount("99.99");
        var to = bank.openAccount("0");
        var id = schedule(from, to, "2026-01-31", MONTHLY);

        clock.jumpTo("2026-01-31");
        awaitOrder(id, "failures", "1");
        assertThat(order(id).get("last_failure")).isEqualTo("insufficient_funds");
        assertThat(order(id).json().at("/next/on").stringValue()).isEqualTo("2026-02-01");
        assertThat(balance(from)).isEqualTo("99.99");
        bank.post("/api/v1/accounts/%s/deposit".formatted(from), "{\"amount\": \"0.01\"}");
        clock.jumpTo("2026-02-01");
        awaitOrder(id, "executions", "1");

        assertThat(daysOf(to)).containsExactly("2026-02-01");
        assertThat(order(id).json().at("/next/due_date").stringValue()).isEqualTo("2026-02-28");
        assertThat(typesOf(id)).containsExactly("Scheduled", "ExecutionFailed", "Executed");
    }

    @Test
    void a_date_is_given_up_after_three_attempts_and_the_next_one_stays() {
        var from = bank.openAccount("0");
        var to = bank.openAccount("0");
        var id = schedule(from, to, "2026-01-31", MONTHLY);

        clock.jumpTo("2026-01-31");
        awaitOrder(id, "failures", "1");
        clock.jumpTo("2026-02-01");
        awaitOrder(id, "failures", "2");
        clock.jumpTo("2026-02-02");
        awaitOrder(id, "failures", "3");
        assertThat(order(id).json().get("next").toString())
                .isEqualTo("{\"due_date\":\"2026-02-28\",\"attempt\":1,\"on\":\"2026-02-28\"}");
        bank.post("/api/v1/accounts/%s/deposit".formatted(from), "{\"amount\": \"500\"}");
        clock.jumpTo("2026-02-28");
        awaitOrder(id, "executions", "1");

        assertThat(daysOf(to)).containsExactly("2026-02-28");
        assertThat(balance(from)).isEqualTo("400.00");
    }

    @Test
    void nothing_is_paid_by_an_order_that_was_cancelled() {
        var from = bank.openAccount("1000.00");
        var to = bank.openAccount("0");
        var cancelled = schedule(from, to, "2026-01-31", MONTHLY);
        var other = schedule(from, to, "2026-02-01", MONTHLY);

        var reply = bank.post(ORDERS + "/" + cancelled + "/cancel", "{\"reason\": \"moved\"}");
        assertThat(reply.get("status")).as(reply.toString()).isEqualTo("cancelled");
        clock.jumpTo("2026-02-10");
        // What is due later was paid, so what was due earlier would have been.
        awaitOrder(other, "executions", "1");

        assertThat(order(cancelled).get("cancel_reason")).isEqualTo("moved");
        assertThat(order(cancelled).get("executions")).isEqualTo("0");
        assertThat(balance(from)).isEqualTo("900.00");
    }

    @Test
    void an_account_that_is_closed_takes_its_orders_with_it_on_both_sides() {
        var from = bank.openAccount("1000.00");
        var closing = bank.openAccount("0");
        var third = bank.openAccount("0");
        var to = schedule(from, closing, "2026-02-01", MONTHLY);
        var out = schedule(closing, from, "2026-02-01", MONTHLY);
        var others = schedule(from, third, "2026-02-01", MONTHLY);

        bank.post("/api/v1/accounts/%s/close".formatted(closing), "");
        awaitOrder(to, "status", "cancelled");
        awaitOrder(out, "status", "cancelled");

        assertThat(order(to).get("cancel_reason"))
                .isEqualTo("account %s was closed".formatted(closing));
        var cancelled = events(to).getLast();
        assertThat(cancelled.at("/metadata/actor").stringValue())
                .isEqualTo("process standing_order");
        clock.jumpTo("2026-02-01");
        awaitOrder(others, "executions", "1");
        assertThat(order(to).get("executions")).isEqualTo("0");
    }

    @Test
    void dates_missed_while_the_bank_was_down_are_made_up_for_in_order_on_their_own_days() {
        var from = bank.openAccount("1000.00");
        var to = bank.openAccount("0");
        var id = schedule(from, to, "2026-01-31", MONTHLY);
        bank.close();
        nodes.clear();

        clock.jumpTo("2026-06-15");
        bank = start();
        awaitOrder(id, "executions", "5");

        assertThat(daysOf(to))
                .containsExactly(
                        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
        assertThat(bank.get("/api/v1/accounts/%s?as_of=2026-03-01".formatted(to)).get("balance"))
                .isEqualTo("200.00");
    }

    @Test
    void over_all_orders_an_earlier_date_comes_first_when_dates_are_made_up_for() {
        var employer = bank.openAccount("1000.00");
        var tenant = bank.openAccount("0");
        var landlord = bank.openAccount("0");
        var salary = schedule(employer, tenant, "2026-02-01", MONTHLY);
        var rent = schedule(tenant, landlord, "2026-02-05", MONTHLY);
        bank.close();
        nodes.clear();

        clock.jumpTo("2026-05-31");
        bank = start();
        awaitOrder(salary, "executions", "4");
        awaitOrder(rent, "executions", "4");

        assertThat(order(rent).get("failures")).isEqualTo("0");
    }

    private TestBank start() {
        var node = TestBank.on(database, clock);
        nodes.add(node);
        return node;
    }

    /** Nodes come and go, and time goes on in jumps. */
    @Test
    void two_nodes_and_restarts_pay_every_date_of_every_order_exactly_once() {
        long seed = System.nanoTime();
        System.out.println("nodes and restarts, seed " + seed);
        var random = new Random(seed);
        var from = bank.openAccount("100000.00");
        var payees = new ArrayList<String>();
        var orders = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            payees.add(bank.openAccount("0"));
            var weekly = "\"interval\": \"weekly\", \"last_date\": \"2026-04-30\"";
            orders.add(schedule(from, payees.get(i), "2026-02-0" + (1 + i % 9), weekly));
        }
        start();
        for (var day :
                List.of("2026-02-03", "2026-02-11", "2026-03-05", "2026-03-06", "2026-04-01")) {
            clock.jumpTo(day);
            int gone = random.nextInt(nodes.size());
            nodes.remove(gone).close();
            bank = start();
        }
        clock.jumpTo("2026-05-02");
        orders.forEach(id -> awaitOrder(id, "status", "completed"));

        for (int i = 0; i < orders.size(); i++) {
            var due = dueDatesOf(orders.get(i));
            assertThat(daysOf(payees.get(i))).doesNotHaveDuplicates().isEqualTo(due);
            assertThat(due).hasSizeBetween(12, 13);
        }
        assertThat(bank.get("/api/v1/reports/trial-balance").toString())
                .contains("\"sum\":\"0.00\"");
    }

    private List<String> dueDatesOf(String order) {
        return events(order).stream()
                .filter(it -> it.get("type").stringValue().equals("StandingOrderExecuted"))
                .map(it -> it.at("/data/due_date").stringValue())
                .toList();
    }

    @Test
    void scheduling_again_under_the_same_key_is_answered_as_before_also_when_the_date_has_passed() {
        var from = bank.openAccount("1000.00");
        var to = bank.openAccount("0");
        var body =
                """
                {"from_account_id": "%s", "to_account_id": "%s", "amount": "100.00",
                 "first_date": "2026-01-31", "interval": "yearly"}
                """
                        .formatted(from, to);
        var key = Map.of("Idempotency-Key", "order-1");
        var first = bank.post(ORDERS, body, key);
        clock.jumpTo("2026-02-20");
        var again = bank.post(ORDERS, body, key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(bank.post(ORDERS, body).get("code")).isEqualTo("invalid_schedule");
    }

    @Test
    void an_order_cancelled_on_another_version_than_the_sender_saw_stays() {
        var from = bank.openAccount("1000.00");
        var id = schedule(from, bank.openAccount("0"), "2026-01-31", MONTHLY);
        var version = order(id).header("ETag");
        clock.jumpTo("2026-01-31");
        awaitOrder(id, "executions", "1");

        var cancel = ORDERS + "/" + id + "/cancel";
        var stale = bank.post(cancel, "", Map.of("If-Match", version));
        assertThat(stale.get("code")).isEqualTo("version_mismatch");
        var fresh = bank.post(cancel, "", Map.of("If-Match", order(id).header("ETag")));
        assertThat(fresh.status()).isEqualTo(200);
    }

    @Test
    void a_rebuild_of_the_deadlines_loses_none_and_pays_nothing_twice() {
        var from = bank.openAccount("1000.00");
        var to = bank.openAccount("0");
        var id = schedule(from, to, "2026-01-31", MONTHLY);
        clock.jumpTo("2026-01-31");
        awaitOrder(id, "executions", "1");

        var projection = "/api/v1/admin/projections/standing_order_deadlines";
        bank.post(projection + "/rebuild", "");
        await().untilAsserted(
                        () -> assertThat(bank.get(projection).text()).contains("\"retired\":[1]"));
        clock.jumpTo("2026-02-28");
        awaitOrder(id, "executions", "2");

        assertThat(daysOf(to)).containsExactly("2026-01-31", "2026-02-28");
    }
}
