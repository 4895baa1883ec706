package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the README promises, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TourE2E {

    private static final TestBank BANK = TestBank.start();
    private static final String ACCOUNTS = "/api/v1/accounts/";

    @AfterAll
    static void stop() {
        BANK.close();
    }

    @Test
    void the_commands_of_the_tutorial_work_as_they_stand() {
        var opened =
                BANK.post(
                        "/api/v1/accounts",
                        "{\"owner_name\": \"John Doe\", \"initial_deposit\": \"1000.00\"}");
        assertThat(opened.status()).isEqualTo(201);
        var id = opened.get("account_id");
        assertThat(opened.header("Location")).isEqualTo(ACCOUNTS + id);

        var deposited =
                BANK.post(
                        ACCOUNTS + id + "/deposit",
                        "{\"amount\": \"500.00\", \"description\": \"Salary\"}");
        assertThat(deposited.status()).isEqualTo(201);
        assertThat(deposited.get("balance")).isEqualTo("1500.00");

        var account = BANK.get(ACCOUNTS + id);
        assertThat(account.get("balance")).isEqualTo("1500.00");
        assertThat(account.get("total_deposits")).isEqualTo("1500.00");
        assertThat(account.header("ETag")).isEqualTo("\"2\"");

        var events = BANK.get(ACCOUNTS + id + "/events").json().get("items");
        assertThat(events.size()).isEqualTo(2);
        assertThat(events.get(0).get("type").asString()).isEqualTo("AccountOpened");
        assertThat(events.get(1).get("data").get("description").asString()).isEqualTo("Salary");
    }

    @Test
    void of_sixty_four_withdrawals_at_once_ten_succeed() throws Exception {
        var id = BANK.openAccount("100.00");

        var replies =
                atOnce(64, i -> BANK.post(ACCOUNTS + id + "/withdraw", "{\"amount\": \"10.00\"}"));

        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(10);
        assertThat(replies)
                .filteredOn(reply -> reply.get("code").equals("insufficient_funds"))
                .hasSize(54);
        assertThat(BANK.get(ACCOUNTS + id).get("balance")).isEqualTo("0.00");
        assertThat(versions(id))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
    }

    @Test
    void two_hundred_transfers_back_and_forth_at_once_leave_the_total() throws Exception {
        var a = BANK.openAccount("1000.00");
        var b = BANK.openAccount("1000.00");

        var replies =
                atOnce(
                        200,
                        i ->
                                BANK.post(
                                        ACCOUNTS + (i % 2 == 0 ? a : b) + "/transfer",
                                        "{\"to_account_id\": \"%s\", \"amount\": \"%d.25\"}"
                                                .formatted(i % 2 == 0 ? b : a, i % 7)));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        var total =
                new BigDecimal(BANK.get(ACCOUNTS + a).get("balance"))
                        .add(new BigDecimal(BANK.get(ACCOUNTS + b).get("balance")));
        assertThat(total).isEqualByComparingTo("2000.00");
    }

    @Test
    void fifty_retries_at_once_are_executed_once_and_answered_alike() throws Exception {
        var id = BANK.openAccount("10.00");
        var key = Map.of("Idempotency-Key", "storm-" + id);

        var replies =
                atOnce(
                        50,
                        i -> BANK.post(ACCOUNTS + id + "/deposit", "{\"amount\": \"1.00\"}", key));

        assertThat(replies).allMatch(reply -> reply.status() == 201);
        assertThat(replies).extracting(TestBank.Reply::text).containsOnly(replies.get(0).text());
        assertThat(replies)
                .filteredOn(reply -> reply.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(BANK.get(ACCOUNTS + id).get("balance")).isEqualTo("11.00");
        assertThat(BANK.get("/api/v1/commands?idempotency_key=storm-" + id).json().get("answer"))
                .isEqualTo(replies.get(0).json());
    }

    @Test
    void a_refusal_is_replayed_even_when_there_is_money_now() {
        var id = BANK.openAccount("1.00");
        var key = Map.of("Idempotency-Key", "refused-" + id);
        var first = BANK.post(ACCOUNTS + id + "/withdraw", "{\"amount\": \"5.00\"}", key);
        BANK.post(ACCOUNTS + id + "/deposit", "{\"amount\": \"9.00\"}");

        var second = BANK.post(ACCOUNTS + id + "/withdraw", "{ \"amount\":\"5.00\" }", key);

        assertThat(first.status()).isEqualTo(422);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Content-Type")).startsWith("application/problem+json");
        assertThat(
                        BANK.post(ACCOUNTS + id + "/withdraw", "{\"amount\": \"1.00\"}", key)
                                .get("code"))
                .isEqualTo("idempotency_key_reused");
    }

    @Test
    void a_read_that_names_a_position_never_shows_less() throws Exception {
        var id = BANK.openAccount("0.00");

        for (int i = 1; i <= 200; i++) {
            var written = BANK.post(ACCOUNTS + id + "/deposit", "{\"amount\": \"1.00\"}");
            var position = written.header("Ledger-Position");
            assertThat(BANK.get(ACCOUNTS + id + "?min_position=" + position).get("balance"))
                    .isEqualTo(i + ".00");
        }
        assertThat(BANK.get(ACCOUNTS + id + "?min_position=99999999").get("code"))
                .isEqualTo("position_ahead_of_log");
    }

    @Test
    void a_customer_lives_from_registration_to_archive() {
        var registered =
                BANK.post(
                        "/api/v1/customers",
                        "{\"name\": \"Jana\", \"address\": {\"city\": \"Brno\"}, \"external_id\":"
                                + " \"c-1\"}");
        var customer = "/api/v1/customers/" + registered.get("customer_id");
        var account =
                BANK.post(
                        "/api/v1/accounts",
                        "{\"customer_id\": \"%s\", \"currency\": \"CZK\"}"
                                .formatted(registered.get("customer_id")));

        var moved =
                BANK.post(
                        customer + "/change-address",
                        "{\"address\": {\"city\": \"Praha\", \"street\": \"Na Kampě 1\"}}",
                        Map.of("If-Match", "\"2\""));
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(BANK.get("/api/v1/customers?city=Praha").json().get("items").size())
                .isEqualTo(1);
        assertThat(BANK.post(customer + "/archive", "{}").get("code")).isEqualTo("open_accounts");
        assertThat(BANK.post(ACCOUNTS + account.get("account_id") + "/close", "").status())
                .isEqualTo(200);
        assertThat(BANK.post(customer + "/archive", "").status()).isEqualTo(200);
        assertThat(
                        BANK.post(
                                        customer + "/change-address",
                                        "{\"address\": {\"city\": \"Plzeň\"}}")
                                .get("code"))
                .isEqualTo("customer_archived");
        assertThat(BANK.get(customer).get("status")).isEqualTo("archived");
    }

    @Test
    void a_list_goes_on_where_its_cursor_says() {
        var id = BANK.openAccount("0.00");
        for (int i = 1; i <= 7; i++) {
            BANK.post(ACCOUNTS + id + "/deposit", "{\"amount\": \"%d.00\"}".formatted(i));
        }
        var seen = new ArrayList<String>();
        var next = ACCOUNTS + id + "/transactions?limit=3";
        while (!next.isEmpty()) {
            var page = BANK.get(next);
            page.json().get("items").forEach(item -> seen.add(item.get("amount").asString()));
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(seen).containsExactly("1.00", "2.00", "3.00", "4.00", "5.00", "6.00", "7.00");
    }

    @Test
    void closing_with_a_sweep_moves_what_is_left() {
        var a = BANK.openAccount("12.34");
        var b = BANK.openAccount("1.00");

        assertThat(BANK.post(ACCOUNTS + a + "/close", "{}").get("code"))
                .isEqualTo("balance_not_zero");
        assertThat(
                        BANK.post(ACCOUNTS + a + "/close", "{\"sweep_to\": \"%s\"}".formatted(b))
                                .status())
                .isEqualTo(200);
        assertThat(BANK.get(ACCOUNTS + a).get("status")).isEqualTo("closed");
        assertThat(BANK.get(ACCOUNTS + b).get("balance")).isEqualTo("13.34");
    }

    private static List<Long> versions(String id) {
        var versions = new ArrayList<Long>();
        for (JsonNode event : BANK.get(ACCOUNTS + id + "/events").json().get("items")) {
            versions.add(event.get("version").asLong());
        }
        return versions;
    }

    private static List<TestBank.Reply> atOnce(int count, IntFunction<TestBank.Reply> request)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent =
                    IntStream.range(0, count)
                            .mapToObj(i -> threads.submit(() -> request.apply(i)))
                            .toList();
            var replies = new ArrayList<TestBank.Reply>();
            for (Future<TestBank.Reply> reply : sent) {
                replies.add(reply.get());
            }
            return replies;
        }
    }
}
