package dev.rastro.bank.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The bank's figures, in a bank that lives on 20 March 2026. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnalyticsE2E {

    private static final String DAILY = "/api/v1/analytics/daily";
    private static final String SUMMARY = "/api/v1/analytics/summary";
    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");

    private final TestBank bank = TestBank.ahead(TestDatabase.empty(), () -> NOON, 30);

    @AfterEach
    void stop() {
        bank.close();
    }

    private String open(String members) {
        var reply = bank.post("/api/v1/accounts", "{\"owner_name\": \"John Doe\"" + members + "}");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.get("account_id");
    }

    private void done(String path, String members) {
        var reply = bank.post(ACCOUNTS + path, "{" + members + "}");
        assertThat(reply.status()).as(reply.toString()).isIn(200, 201);
    }

    /** Lines of CSV without the header, which are easier to read here than JSON. */
    private List<String> days(String query) {
        var reply = bank.send(bank.request(DAILY + query).header("Accept", "text/csv").GET());
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.text().lines().skip(1).toList();
    }

    private void tellAStory() {
        var first = open(", \"initial_deposit\": \"100.00\", \"effective_date\": \"2026-03-01\"");
        var second = open("");
        open(", \"initial_deposit\": \"7.50\", \"currency\": \"EUR\"");
        done(first + "/deposit", "\"amount\": \"20\", \"effective_date\": \"2026-03-10\"");
        done(first + "/deposit", "\"amount\": \"30\", \"effective_date\": \"2026-03-10\"");
        done(first + "/withdraw", "\"amount\": \"5.01\", \"effective_date\": \"2026-03-10\"");
        done(
                first + "/transfer",
                "\"amount\": \"40\", \"to_account_id\": \"%s\"".formatted(second));
        done(first + "/withdraw", "\"amount\": \"1\", \"effective_date\": \"2026-04-01\"");
        done(second + "/close", "\"sweep_to\": \"%s\"".formatted(first));
    }

    @Test
    void a_day_says_what_moved_on_it_and_what_was_there_as_it_ended() {
        tellAStory();

        assertThat(days(""))
                .containsExactly(
                        "2026-03-01,USD,1,100.00,0,0.00,0,0.00,100.00,1,0,100.00,1",
                        "2026-03-10,USD,2,50.00,1,5.01,0,0.00,44.99,0,0,144.99,1",
                        "2026-03-20,EUR,1,7.50,0,0.00,0,0.00,7.50,1,0,7.50,1",
                        "2026-03-20,USD,0,0.00,0,0.00,2,80.00,0.00,1,1,144.99,1",
                        "2026-04-01,USD,0,0.00,1,1.00,0,0.00,-1.00,0,0,143.99,1");
    }

    @Test
    void a_choice_of_days_ends_with_the_same_balances() {
        tellAStory();

        assertThat(days("?currency=EUR")).hasSize(1).allMatch(line -> line.contains("EUR"));
        assertThat(days("?currency=CHF")).isEmpty();
        assertThat(days("?from=2026-03-02&to=2026-03-20&currency=USD"))
                .extracting(line -> line.substring(0, 10))
                .containsExactly("2026-03-10", "2026-03-20");
        assertThat(days("?from=2026-04-01&to=2026-04-01")).isEqualTo(days("").subList(4, 5));
        for (int limit = 1; limit <= 5; limit++) {
            assertThat(pages(DAILY + "?limit=" + limit)).as("limit " + limit).isEqualTo(days(""));
        }
    }

    private List<String> pages(String path) {
        var lines = new ArrayList<String>();
        var next = path;
        while (!next.isEmpty()) {
            var page = bank.send(bank.request(next).header("Accept", "text/csv").GET());
            lines.addAll(page.text().lines().skip(1).toList());
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return lines;
    }

    @Test
    void json_has_the_same_figures() {
        tellAStory();

        var day = bank.get(DAILY + "?from=2026-03-10&to=2026-03-10").json().at("/items/0");

        assertThat(day.toString())
                .isEqualTo(
                        """
                        {"date":"2026-03-10","currency":"USD","deposit_count":2,"deposits":"50.00",\
                        "withdrawal_count":1,"withdrawals":"5.01","transfer_count":0,\
                        "transfers":"0.00","net_flow":"44.99","accounts_opened":0,\
                        "accounts_closed":0,"closing_balance":"144.99","open_accounts":1}\
                        """);
    }

    @Test
    void a_day_may_hold_more_than_any_account_can() {
        for (int i = 0; i < 3; i++) {
            open(", \"initial_deposit\": \"92233720368547758.07\"");
        }

        assertThat(days(""))
                .containsExactly(
                        "2026-03-20,USD,3,276701161105643274.21,0,0.00,0,0.00,"
                                + "276701161105643274.21,3,0,276701161105643274.21,3");
        assertThat(bank.get(SUMMARY).json().at("/items/0/balance").asString())
                .isEqualTo("276701161105643274.21");
    }

    @Test
    void the_summary_counts_accounts_and_names_the_largest() {
        tellAStory();
        for (int i = 1; i <= 12; i++) {
            open(", \"currency\": \"EUR\", \"initial_deposit\": \"%d00.00\"".formatted(i));
        }

        var items = bank.get(SUMMARY).json().get("items");

        assertThat(items.findValuesAsString("currency")).containsExactly("EUR", "USD");
        var euro = items.get(0);
        assertThat(euro.get("balance").asString()).isEqualTo("7807.50");
        assertThat(euro.get("accounts").toString()).isEqualTo("{\"open\":13,\"closed\":0}");
        assertThat(euro.get("largest_accounts").findValuesAsString("balance"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(3, 12).mapToObj(i -> (15 - i) + "00.00").toList());
        assertThat(items.get(1).get("accounts").toString()).isEqualTo("{\"open\":1,\"closed\":1}");
        assertThat(items.get(1).get("largest_accounts").size()).isEqualTo(1);
        assertThat(bank.get(SUMMARY + "?currency=USD").json().get("items").get(0))
                .isEqualTo(items.get(1));
        assertThat(bank.get(SUMMARY + "?currency=CHF").json().get("items").size()).isZero();
    }

    @Test
    void every_open_account_is_in_the_bucket_of_its_balance() {
        for (var balance :
                List.of(
                        "-10000.01",
                        "-10000.00",
                        "-0.01",
                        "0",
                        "99.99",
                        "100",
                        "999999.99",
                        "1000000")) {
            var account = open(", \"overdraft_limit\": \"20000\"");
            if (balance.startsWith("-")) {
                done(account + "/withdraw", "\"amount\": \"%s\"".formatted(balance.substring(1)));
            } else if (!balance.equals("0")) {
                done(account + "/deposit", "\"amount\": \"%s\"".formatted(balance));
            }
        }
        done(open("") + "/close", "");

        var buckets = bank.get(SUMMARY).json().at("/items/0/distribution");

        assertThat(buckets.findValues("accounts").toString())
                .isEqualTo("[1, 1, 0, 1, 2, 1, 0, 0, 1, 1]");
        assertThat(buckets.get(0).toString())
                .isEqualTo(
                        """
                        {"from":null,"below":"-10000.00","accounts":1,"balance":"-10000.01"}\
                        """);
        assertThat(buckets.get(9).get("from").asString()).isEqualTo("1000000.00");
        assertThat(buckets.get(9).get("below").isNull()).isTrue();
    }

    @Test
    void bounds_are_the_same_in_minor_units_whatever_the_currency() {
        open(", \"currency\": \"JPY\", \"initial_deposit\": \"10000\"");

        var bucket = bank.get(SUMMARY).json().at("/items/0/distribution/5");

        assertThat(bucket.toString())
                .isEqualTo(
                        """
                        {"from":"10000","below":"100000","accounts":1,"balance":"10000"}\
                        """);
    }

    @Test
    void a_reader_waits_for_the_position_that_it_names() {
        var account = open("");
        pause("analytics");
        var position =
                bank.post(ACCOUNTS + account + "/deposit", "{\"amount\": \"1\"}").get("position");

        assertThat(bank.get(DAILY + "?min_position=" + position).get("code"))
                .isEqualTo("read_model_behind");
        assertThat(bank.get(SUMMARY + "?min_position=" + position).status()).isEqualTo(200);
        bank.post("/api/v1/admin/projections/analytics/resume", "");
        assertThat(days("?min_position=" + position)).hasSize(1);
    }

    private void pause(String projection) {
        Reply paused = bank.post("/api/v1/admin/projections/%s/pause".formatted(projection), "");
        assertThat(paused.get("state")).isEqualTo("paused");
    }

    @Test
    void a_rebuild_finds_the_same_figures() {
        tellAStory();
        var before = days("");

        var rebuild = "/api/v1/admin/projections/analytics";
        assertThat(bank.post(rebuild + "/rebuild", "{\"compare\": true}").status()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(60))
                .until(() -> bank.get(rebuild).json().at("/serving/generation").asInt() == 2);
        assertThat(days("")).isEqualTo(before);
    }
}
