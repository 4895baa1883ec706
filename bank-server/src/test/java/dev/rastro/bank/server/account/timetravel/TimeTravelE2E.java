package dev.rastro.bank.server.account.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** What the bank says of its past, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TimeTravelE2E {

    private static final String ACCOUNTS = "/api/v1/accounts/";

    private final MovableClock clock = new MovableClock("2026-03-10T09:00:00Z");
    private final TestBank bank = TestBank.ahead(TestDatabase.empty(), clock, 366);

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void a_backdated_transaction_changes_later_days_only_for_readers_who_know_of_it() {
        var id = bank.openAccount("100.00");
        clock.set("2026-03-21T12:00:00Z");
        deposit(id, "50.00", "2026-03-14");

        assertThat(balance(id, "as_of=2026-03-13")).isEqualTo("100.00");
        assertThat(balance(id, "as_of=2026-03-14")).isEqualTo("150.00");
        assertThat(balance(id, "as_of=2026-03-15")).isEqualTo("150.00");
        assertThat(balance(id, "as_of=2026-03-15&known_at=2026-03-21T12:00:00Z"))
                .isEqualTo("150.00");
        assertThat(balance(id, "as_of=2026-03-15&known_at=2026-03-21T11:59:59.999999Z"))
                .isEqualTo("100.00");
        assertThat(balance(id, "as_of=2026-03-13&known_at=2026-03-21T12:00:00Z"))
                .isEqualTo("100.00");
    }

    @Test
    void the_balance_on_15_march_as_it_was_known_on_20_march() {
        var id = bank.openAccount("100.00");
        clock.set("2026-03-15T10:00:00Z");
        deposit(id, "1.00");
        clock.set("2026-03-18T10:00:00Z");
        deposit(id, "10.00", "2026-03-12");
        clock.set("2026-03-19T10:00:00Z");
        deposit(id, "500.00");
        clock.set("2026-03-25T10:00:00Z");
        deposit(id, "7000.00", "2026-03-12");

        assertThat(balance(id, "as_of=2026-03-15&known_at=2026-03-20T00:00:00Z"))
                .isEqualTo("111.00");
        assertThat(balance(id, "as_of=2026-03-15")).isEqualTo("7111.00");
        assertThat(balance(id, "known_at=2026-03-20T00:00:00Z")).isEqualTo("611.00");
        assertThat(balance(id, "as_of=2026-03-15&known_at=2026-03-15T23:00:00Z"))
                .isEqualTo("101.00");
        assertThat(bank.get(ACCOUNTS + id).get("balance")).isEqualTo("7611.00");
    }

    @Test
    void an_account_is_not_there_before_its_opening_on_either_axis() {
        long before = Long.parseLong(depositPosition(bank.openAccount("1.00")));
        var id = bank.openAccount("100.00");
        clock.set("2026-03-20T09:00:00Z");

        assertNotFound(id, "as_of=2026-03-09");
        assertNotFound(id, "as_of=2026-03-10T08:59:59Z");
        assertNotFound(id, "known_at=2026-03-10T08:59:59Z");
        assertNotFound(id, "known_at=" + before);
        assertNotFound(id, "known_at=0");
        assertNotFound(id, "at_version=0");
        assertThat(balance(id, "as_of=2026-03-10")).isEqualTo("100.00");
        assertThat(balance(id, "as_of=2026-03-10T09:00:00Z")).isEqualTo("100.00");
        assertThat(balance(id, "known_at=" + (before + 1))).isEqualTo("100.00");
        assertNotFound("no-such-account", "as_of=2026-03-10");
    }

    @Test
    void an_opening_of_an_earlier_day_makes_the_account_older() {
        var id = open("\"initial_deposit\": \"5.00\", \"effective_date\": \"2026-02-01\"");
        var empty = open("\"effective_date\": \"2026-02-01\"");

        assertNotFound(id, "as_of=2026-01-31");
        assertThat(balance(id, "as_of=2026-02-01")).isEqualTo("5.00");
        assertNotFound(empty, "as_of=2026-01-31");
        assertThat(balance(empty, "as_of=2026-02-01")).isEqualTo("0.00");
        assertNotFound(empty, "as_of=2026-02-01&known_at=2026-03-10T08:00:00Z");
    }

    @Test
    void an_account_is_closed_from_the_recording_of_its_closing_on() {
        var id = bank.openAccount("0.00");
        clock.set("2026-03-12T12:00:00Z");
        bank.post(ACCOUNTS + id + "/close", "{}");
        clock.set("2026-03-14T12:00:00Z");

        assertThat(account(id, "as_of=2026-03-11").get("status")).isEqualTo("open");
        assertThat(account(id, "as_of=2026-03-12").get("status")).isEqualTo("closed");
        assertThat(account(id, "as_of=2026-03-12T11:59:59Z").get("status")).isEqualTo("open");
        assertThat(account(id, "as_of=2026-03-13").get("status")).isEqualTo("closed");
        assertThat(account(id, "as_of=2026-03-13&known_at=2026-03-12T11:00:00Z").get("status"))
                .isEqualTo("open");
        assertThat(account(id, "at_version=1").get("status")).isEqualTo("open");
        var last = account(id, "at_version=2");
        assertThat(last.get("status")).isEqualTo("closed");
        assertThat(last.json()).isEqualTo(bank.get(ACCOUNTS + id).json());
        assertThat(last.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void a_bare_date_is_the_end_of_the_day_and_an_instant_a_part_of_it() {
        clock.set("2026-03-11T00:00:00Z");
        var id = bank.openAccount("1.00");
        clock.set("2026-03-11T23:59:59.999999Z");
        deposit(id, "2.00");
        clock.set("2026-03-12T00:00:00Z");
        deposit(id, "4.00");
        clock.set("2026-03-13T00:00:00Z");
        deposit(id, "8.00", "2026-03-11");

        assertThat(balance(id, "as_of=2026-03-11")).isEqualTo("11.00");
        assertThat(balance(id, "as_of=2026-03-12")).isEqualTo("15.00");
        assertThat(balance(id, "as_of=2026-03-11T00:00:00Z")).isEqualTo("9.00");
        assertThat(balance(id, "as_of=2026-03-11T23:59:59.999998Z")).isEqualTo("9.00");
        assertThat(balance(id, "as_of=2026-03-11T23:59:59.999999999Z")).isEqualTo("11.00");
        assertThat(balance(id, "as_of=2026-03-12T00:00:00Z")).isEqualTo("15.00");
        assertThat(balance(id, "as_of=2026-03-12T02:00:00%2B02:00")).isEqualTo("15.00");
    }

    @Test
    void what_is_known_later_than_now_is_refused() {
        var id = bank.openAccount("1.00");
        long last = Long.parseLong(depositPosition(id));

        assertThat(balance(id, "known_at=" + last)).isEqualTo("2.00");
        assertThat(balance(id, "known_at=2026-03-10T09:00:00Z")).isEqualTo("2.00");
        assertInvalid(ACCOUNTS + id + "?known_at=" + (last + 1), "known_at");
        assertInvalid(ACCOUNTS + id + "?known_at=2026-03-10T09:00:00.000001Z", "known_at");
        assertInvalid(ACCOUNTS + id + "?at_version=3", "at_version");
        assertInvalid("/api/v1/reports/trial-balance?known_at=2027-01-01T00:00:00Z", "known_at");
        assertInvalid(ACCOUNTS + id + "/explain?known_at=" + (last + 1), "known_at");
    }

    @Test
    void what_a_faster_clock_recorded_is_no_future() {
        var id = bank.openAccount("1.00");
        clock.set("2026-03-10T08:59:00Z");

        assertThat(balance(id, "known_at=2026-03-10T09:00:00Z")).isEqualTo("1.00");
        assertInvalid(ACCOUNTS + id + "?known_at=2026-03-10T09:00:00.000001Z", "known_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "as_of=2026-02-30",
                "as_of=2026-02-30T10:00:00Z",
                "as_of=2026-03-10T24:00:00Z",
                "as_of=2026-03-10T10:00:00",
                "as_of=yesterday",
                "as_of=",
                "as_of=12",
                "known_at=2026-03-09",
                "known_at=2026-02-30T10:00:00Z",
                "known_at=2026-03-09T10:00:00+01:00",
                "known_at=-1",
                "known_at=007",
                "known_at=99999999999999999999",
                "at_version=-1",
                "at_version=x",
                "at_version=1&as_of=2026-03-10",
                "at_version=1&known_at=1"
            })
    void a_moment_that_is_none_is_refused(String query) {
        var id = bank.openAccount("1.00");

        var reply = bank.get(ACCOUNTS + id + "?" + query);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.get("code")).isEqualTo("invalid_parameter");
    }

    @Test
    void the_ends_of_time_can_be_asked_for() {
        var id = bank.openAccount("1.00");

        assertNotFound(id, "as_of=0001-01-01");
        assertNotFound(id, "as_of=0001-01-01T00:00:00Z");
        assertNotFound(id, "known_at=0001-01-01T00:00:00Z");
        assertThat(balance(id, "as_of=9999-12-31")).isEqualTo("1.00");
        assertThat(balance(id, "as_of=9999-12-31T23:59:59Z")).isEqualTo("1.00");
        assertInvalid(ACCOUNTS + id + "?as_of=0000-12-31", "as_of");
        assertInvalid(ACCOUNTS + id + "?as_of=0001-01-01T00:00:00%2B01:00", "as_of");
        assertInvalid(ACCOUNTS + id + "?as_of=9999-12-31T23:59:59-01:00", "as_of");
    }

    @Test
    void a_version_shows_the_account_as_it_was_after_that_event() {
        var id = bank.openAccount("10.00");
        var first = bank.get(ACCOUNTS + id).json();
        deposit(id, "5.00", "2026-01-01");
        var second = bank.get(ACCOUNTS + id).json();
        bank.post(ACCOUNTS + id + "/withdraw", "{\"amount\": \"3.00\"}");

        assertThat(account(id, "at_version=1").json()).isEqualTo(first);
        assertThat(account(id, "at_version=2").json()).isEqualTo(second);
        assertThat(account(id, "at_version=2").header("ETag")).isEqualTo("\"2\"");
        assertThat(account(id, "at_version=3").json()).isEqualTo(bank.get(ACCOUNTS + id).json());
    }

    @Test
    void transactions_in_effective_order_run_up_to_their_balances_in_that_order() {
        var id = bank.openAccount("100.00");
        clock.set("2026-03-20T09:00:00Z");
        deposit(id, "1.00");
        clock.set("2026-03-22T09:00:00Z");
        deposit(id, "20.00", "2026-03-15");
        deposit(id, "300.00", "2026-03-01");
        var list = ACCOUNTS + id + "/transactions";

        assertThat(column(list, "balance_after"))
                .containsExactly("300.00", "400.00", "420.00", "421.00");
        assertThat(column(list + "?axis=recorded", "balance_after"))
                .containsExactly("100.00", "101.00", "121.00", "421.00");
        assertThat(column(list + "?from=2026-03-15&limit=1", "balance_after"))
                .containsExactly("420.00", "421.00");
        assertThat(column(list + "?known_at=2026-03-21T00:00:00Z", "balance_after"))
                .containsExactly("100.00", "101.00");
        assertThat(column(list + "?axis=recorded&known_at=2026-03-21T00:00:00Z", "amount"))
                .containsExactly("100.00", "1.00");
        assertThat(bank.get(list + "?known_at=2026-03-01T00:00:00Z").get("code"))
                .isEqualTo("account_not_found");
    }

    @Test
    void an_entry_that_comes_while_pages_are_turned_does_not_shift_them() {
        var id = bank.openAccount("100.00");
        deposit(id, "1.00");
        deposit(id, "2.00");
        var first = bank.get(ACCOUNTS + id + "/explain?limit=2");
        deposit(id, "1000.00", "2026-01-01");
        var link = first.header("Link");

        var second = bank.get(link.substring(1, link.indexOf('>')));

        assertThat(second.json().get("items").size()).isEqualTo(1);
        assertThat(second.json().get("items").get(0).get("running_total").asString())
                .isEqualTo("103.00");
        assertThat(second.get("balance")).isEqualTo("103.00");
        assertThat(second.json().get("known_at")).isEqualTo(first.json().get("known_at"));
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        var id = bank.openAccount("100.00");
        deposit(id, "1.00");
        var cursor = bank.get(ACCOUNTS + id + "/explain?limit=1").get("next_cursor");

        for (var list : List.of("/explain?as_of=2026-03-10&", "/transactions?", "/explain?x&")) {
            var reply = bank.get(ACCOUNTS + id + list + "cursor=" + cursor);
            assertThat(reply.status()).isEqualTo(400);
        }
        assertThat(bank.get(ACCOUNTS + id + "/transactions?cursor=" + cursor).get("code"))
                .isEqualTo("invalid_cursor");
    }

    @Test
    void a_balance_is_explained_by_its_movements() {
        var id = bank.openAccount("100.00");
        clock.set("2026-03-20T09:00:00Z");
        bank.post(ACCOUNTS + id + "/withdraw", "{\"amount\": \"30.00\"}");
        deposit(id, "5.00", "2026-03-15");

        var reply = bank.get(ACCOUNTS + id + "/explain?as_of=2026-03-20");

        var items = reply.json().get("items");
        assertThat(column(items, "change")).containsExactly("100.00", "5.00", "-30.00");
        assertThat(column(items, "running_total")).containsExactly("100.00", "105.00", "75.00");
        assertThat(items.get(1).get("version").asLong()).isEqualTo(3);
        assertThat(reply.get("balance")).isEqualTo("75.00");
        assertThat(reply.get("as_of")).isEqualTo("2026-03-20");
        assertThat(reply.json().get("count").asLong()).isEqualTo(3);
        assertThat(reply.json().get("known_at").asLong())
                .isEqualTo(items.get(1).get("position").asLong());
        assertThat(bank.get(ACCOUNTS + id + "/explain?as_of=2026-03-09").get("code"))
                .isEqualTo("account_not_found");
    }

    @Test
    void a_history_has_the_balance_at_the_end_of_every_interval() {
        var id = bank.openAccount("100.00");
        clock.set("2026-04-02T09:00:00Z");
        deposit(id, "1.00");
        deposit(id, "10.00", "2026-03-16");
        var history = ACCOUNTS + id + "/balance-history";

        assertThat(points(history + "?from=2026-03-14&to=2026-03-17"))
                .containsExactly(
                        "2026-03-14 100.00",
                        "2026-03-15 100.00",
                        "2026-03-16 110.00",
                        "2026-03-17 110.00");
        assertThat(points(history + "?from=2026-03-04&to=2026-03-18&interval=week"))
                .containsExactly("2026-03-15 100.00", "2026-03-18 110.00");
        assertThat(points(history + "?from=2026-03-10&interval=month"))
                .containsExactly("2026-03-31 110.00", "2026-04-02 111.00");
        assertThat(points(history + "?to=2026-03-16&known_at=2026-03-20T00:00:00Z"))
                .hasSize(7)
                .last()
                .isEqualTo("2026-03-16 100.00");
        assertThat(points(history)).hasSize(24).last().isEqualTo("2026-04-02 111.00");
        assertThat(bank.get(history).get("currency")).isEqualTo("USD");
    }

    @Test
    void a_history_of_too_many_points_is_refused() {
        var id = bank.openAccount("100.00");
        var history = ACCOUNTS + id + "/balance-history";

        assertThat(bank.get(history + "?from=2026-03-10&to=2028-12-03").status()).isEqualTo(200);
        assertInvalid(history + "?from=2026-03-10&to=2028-12-04", "interval");
        assertInvalid(history + "?from=0001-01-01&to=9999-12-31&interval=month", "interval");
        assertInvalid(history + "?from=2026-03-11&to=2026-03-10", "from");
        assertInvalid(history + "?from=2026-02-30", "from");
        assertInvalid(history + "?interval=year", "interval");
        assertThat(bank.get(history + "?known_at=0").get("code")).isEqualTo("account_not_found");
    }

    @Test
    void the_trial_balance_sums_to_zero_in_every_currency() {
        var a = bank.openAccount("100.00");
        var b = open("\"initial_deposit\": \"1000\", \"currency\": \"JPY\"");
        clock.set("2026-03-20T09:00:00Z");
        bank.post(ACCOUNTS + a + "/withdraw", "{\"amount\": \"30.00\"}");
        deposit(b, "5", "2026-03-15");
        var c = bank.openAccount("0.00");
        bank.post(
                ACCOUNTS + a + "/transfer",
                "{\"to_account_id\": \"%s\", \"amount\": \"20.00\"}".formatted(c));
        var report = "/api/v1/reports/trial-balance";

        assertThat(trial(report)).containsExactly("JPY 1005 -1005 0 1", "USD 70.00 -70.00 0.00 2");
        assertThat(trial(report + "?as_of=2026-03-19&known_at=2026-03-20T08:00:00Z"))
                .containsExactly("JPY 1000 -1000 0 1", "USD 100.00 -100.00 0.00 1");
        assertThat(trial(report + "?as_of=2026-03-19"))
                .containsExactly("JPY 1005 -1005 0 1", "USD 100.00 -100.00 0.00 1");
        assertThat(trial(report + "?as_of=2026-03-09")).isEmpty();
        assertThat(trial(report + "?known_at=0")).isEmpty();
    }

    @Test
    void a_position_between_the_two_sides_of_a_transfer_counts_neither() {
        var a = bank.openAccount("100.00");
        var b = bank.openAccount("0.00");
        var reply =
                bank.post(
                        ACCOUNTS + a + "/transfer",
                        "{\"to_account_id\": \"%s\", \"amount\": \"20.00\"}".formatted(b));
        long position = Long.parseLong(reply.header("Ledger-Position"));
        var report = "/api/v1/reports/trial-balance?known_at=";

        assertThat(trial(report + (position - 1))).containsExactly("USD 100.00 -100.00 0.00 1");
        assertThat(trial(report + position)).containsExactly("USD 100.00 -100.00 0.00 2");
    }

    /** What a customer has is shown as it is now, and not as it was. */
    private static JsonNode withoutAccounts(Reply reply) {
        return ((ObjectNode) reply.json()).without("accounts");
    }

    @Test
    void a_customer_is_shown_as_it_was_known() {
        var id =
                bank.post(
                                "/api/v1/customers",
                                "{\"name\": \"Jana\", \"address\": {\"city\": \"Brno\"}}")
                        .get("customer_id");
        var customer = "/api/v1/customers/" + id;
        var before = bank.get(customer);
        clock.set("2026-03-11T09:00:00Z");
        bank.post(customer + "/change-address", "{\"address\": {\"city\": \"Praha\"}}");
        clock.set("2026-03-12T09:00:00Z");
        bank.post(customer + "/archive", "{}");

        var then = bank.get(customer + "?known_at=2026-03-11T08:59:59Z");
        assertThat(withoutAccounts(then)).isEqualTo(withoutAccounts(before));
        assertThat(then.header("ETag")).isEqualTo("\"1\"");
        var moved = bank.get(customer + "?known_at=2026-03-11T09:00:00Z");
        assertThat(moved.json().get("address").get("city").asString()).isEqualTo("Praha");
        assertThat(moved.get("status")).isEqualTo("active");
        assertThat(withoutAccounts(bank.get(customer + "?known_at=2026-03-12T09:00:00Z")))
                .isEqualTo(withoutAccounts(bank.get(customer)));
        assertThat(bank.get(customer + "?known_at=2026-03-09T00:00:00Z").get("code"))
                .isEqualTo("customer_not_found");
        assertInvalid(customer + "?known_at=2026-03-13T00:00:00Z", "known_at");
        assertThat(bank.get("/api/v1/customers/nobody?known_at=1").get("code"))
                .isEqualTo("customer_not_found");
    }

    private String open(String members) {
        var reply =
                bank.post("/api/v1/accounts", "{\"owner_name\": \"John Doe\", " + members + "}");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.get("account_id");
    }

    private void deposit(String id, String amount) {
        post(id, "{\"amount\": \"%s\"}".formatted(amount));
    }

    private void deposit(String id, String amount, String effectiveDate) {
        post(
                id,
                "{\"amount\": \"%s\", \"effective_date\": \"%s\"}"
                        .formatted(amount, effectiveDate));
    }

    private TestBank.Reply post(String id, String body) {
        var reply = bank.post(ACCOUNTS + id + "/deposit", body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply;
    }

    private String depositPosition(String id) {
        return post(id, "{\"amount\": \"1.00\"}").header("Ledger-Position");
    }

    private TestBank.Reply account(String id, String query) {
        var reply = bank.get(ACCOUNTS + id + "?" + query);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply;
    }

    private String balance(String id, String query) {
        return account(id, query).get("balance");
    }

    private void assertNotFound(String id, String query) {
        var reply = bank.get(ACCOUNTS + id + "?" + query);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
        assertThat(reply.get("code")).isEqualTo("account_not_found");
    }

    private void assertInvalid(String path, String parameter) {
        var reply = bank.get(path);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
        assertThat(reply.get("code")).isEqualTo("invalid_parameter");
        assertThat(reply.get("parameter")).isEqualTo(parameter);
    }

    /** One member of all items of all pages. */
    private List<String> column(String path, String member) {
        var values = new ArrayList<String>();
        var next = path;
        while (!next.isEmpty()) {
            var page = bank.get(next);
            values.addAll(column(page.json().get("items"), member));
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return values;
    }

    private static List<String> column(JsonNode items, String member) {
        var values = new ArrayList<String>();
        items.forEach(item -> values.add(item.get(member).asString()));
        return values;
    }

    private List<String> points(String path) {
        var points = new ArrayList<String>();
        for (var item : bank.get(path).json().get("items")) {
            points.add(item.get("date").asString() + " " + item.get("balance").asString());
        }
        return points;
    }

    private List<String> trial(String path) {
        var rows = new ArrayList<String>();
        for (var item : bank.get(path).json().get("items")) {
            rows.add(
                    "%s %s %s %s %d"
                            .formatted(
                                    item.get("currency").asString(),
                                    item.get("accounts").asString(),
                                    item.get("outside_world").asString(),
                                    item.get("sum").asString(),
                                    item.get("account_count").asLong()));
        }
        return rows;
    }
}
