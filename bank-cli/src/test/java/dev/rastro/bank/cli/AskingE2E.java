package dev.rastro.bank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.BrokenEvents;
import dev.rastro.bank.server.TestBank;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** The commands that ask a running bank. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AskingE2E {

    private static final Duration SOON = Duration.ofMinutes(2);

    private TestBank bank = TestBank.start();

    @AfterEach
    void stop() {
        bank.close();
    }

    private record Said(int status, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    private Said rastro(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + bank.port());
        return said(all.toArray(String[]::new));
    }

    private static Said said(String... arguments) {
        return said(new StringWriter(), new StringWriter(), arguments);
    }

    private static Said said(StringWriter out, StringWriter err, String... arguments) {
        int status = Rastro.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Said(status, out.toString(), err.toString());
    }

    private String account(int deposits) {
        var id = bank.openAccount("10.00");
        for (int i = 1; i <= deposits; i++) {
            var body = "{\"amount\": \"1.00\", \"effective_date\": \"2026-01-0%d\"}".formatted(i);
            assertThat(bank.post("/api/v1/accounts/" + id + "/deposit", body).status())
                    .isEqualTo(201);
        }
        return id;
    }

    @Test
    void events_are_listed_by_stream_type_and_position() {
        var id = account(3);
        account(1);

        assertThat(rastro("events").lines()).hasSize(6);
        assertThat(rastro("events", "--stream", "account-" + id).lines()).hasSize(4);
        var deposits = rastro("events", "--type", "MoneyDeposited,Nothing", "--after", "2");
        assertThat(deposits.lines()).hasSize(3);
        assertThat(deposits.lines().getFirst())
                .contains("       3  ", "account-" + id + "  3  MoneyDeposited  {");
        assertThat(rastro("events", "--limit=2").lines()).hasSize(2);
        var json = JsonMapper.shared().readTree(rastro("events", "--json", "--limit=1").out());
        assertThat(json.get("position").asLong()).isEqualTo(1);
    }

    @Test
    void events_are_followed_as_they_come() throws Exception {
        var id = account(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var said =
                    threads.submit(
                            () -> rastro("events", "--follow", "--after=0", "--limit=4", "--json"));
            try {
                for (int i = 0; i < 2; i++) {
                    bank.post("/api/v1/accounts/" + id + "/deposit", "{\"amount\": \"1.00\"}");
                }
                assertThat(said.get().lines()).hasSize(4);
                assertThat(said.get().status()).isZero();
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** Such as one that was restored from a backup of an earlier moment. */
    @Test
    void who_follows_goes_on_with_a_log_that_was_taken_back() throws Exception {
        account(3);
        var url = "--url=http://127.0.0.1:" + bank.port();
        var out = new StringWriter();
        var err = new StringWriter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var said =
                    threads.submit(() ->
                            said(out, err, "events", "--follow", "--after=0", "--limit=5", url));
            try {
                await().atMost(SOON).until(() -> out.toString().lines().count() == 4);
                bank = bank.restartAfter(() -> {}, TestDatabase.empty());
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(err.toString())
                                        .contains(
                                                "the log was taken back; going on at its end, 0"));
                bank.openAccount("1.00");
                assertThat(said.get().lines()).hasSize(5);
                assertThat(said.get().lines().getLast()).startsWith("       1  ");
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void who_begins_ahead_of_the_log_is_refused() {
        account(1);

        var said = rastro("events", "--follow", "--after=77");

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.err()).contains("position_ahead_of_log").contains("ends at 2");
    }

    @Test
    void an_account_is_shown_as_it_is_and_as_it_was() {
        var id = account(3);
        var path = "/api/v1/accounts/" + id;

        assertThat(rastro("account", id).out()).contains("balance            13.00");
        var then = rastro("account", id, "--as-of", "2026-01-02", "--known-at", "3", "--json");
        assertThat(JsonMapper.shared().readTree(then.out()))
                .isEqualTo(bank.get(path + "?as_of=2026-01-02&known_at=3").json());
        var explained = rastro("account", id, "--as-of=2026-01-02", "--explain");
        assertThat(explained.lines()).hasSize(4);
        assertThat(explained.lines().get(1)).startsWith("2026-01-01  deposit").contains("  1.00");
        assertThat(explained.lines().getLast()).isEqualTo("balance 2.00 USD");
        assertThat(rastro("account", "none").err()).contains("account_not_found");
        assertThat(rastro("account", "none").status()).isEqualTo(1);
        assertThat(rastro("account", id, "--as-of=2026-02-30").err()).contains("invalid_parameter");
    }

    @Test
    void a_rebuild_is_watched_until_the_new_tables_serve() {
        account(3);
        assertThat(rastro("projections").out()).contains("NAME", "accounts", "customers");
        assertThat(rastro("projections", "pause", "accounts").out()).contains("is paused");
        assertThat(rastro("projections", "resume", "accounts").status()).isZero();

        var rebuilt = rastro("projections", "rebuild", "accounts", "--compare");

        assertThat(rebuilt.status()).as(rebuilt.toString()).isZero();
        assertThat(rebuilt.out()).isEqualToIgnoringNewLines("generation 2 serves");
        assertThat(rastro("projections", "drop-retired", "accounts").out()).startsWith("1 ");
        assertThat(rastro("projections", "rebuild", "none").err()).contains("projection_not_found");
    }

    @Test
    void a_rebuild_with_other_rows_fails() throws Exception {
        account(3);
        await().atMost(SOON)
                .until(() -> rastro("projections", "--json").out().contains("\"position\":4"));
        bank.database().execute("UPDATE bank_accounts_g1.account SET balance = 0");

        var rebuilt = rastro("projections", "rebuild", "accounts", "--compare");

        assertThat(rebuilt.status()).isEqualTo(1);
        assertThat(rebuilt.out()).contains("generation 1 goes on serving");
    }

    @Test
    void a_parked_event_is_retried_and_skipped() {
        BrokenEvents.append(bank, "account", 2);
        await().atMost(SOON)
                .until(() -> rastro("projections").out().contains("is parked at version 1"));

        assertThat(rastro("projections", "retry", "accounts").out()).startsWith("0 ");
        var skipped =
                rastro(
                        "projections",
                        "skip",
                        "accounts",
                        "--stream=account-broken",
                        "--at=1",
                        "--reason=a typo");
        assertThat(skipped.out()).contains("account-broken is parked at version 2");
        assertThat(rastro("events", "--type=ParkedEventSkipped").lines()).hasSize(1);
    }

    @Test
    void wrong_usage_and_absent_banks_are_told_apart() {
        assertThat(rastro("events", "--limit=0").status()).isEqualTo(2);
        assertThat(rastro("events", "--after=-1").status()).isEqualTo(2);
        assertThat(rastro("projections", "skip", "accounts").status()).isEqualTo(2);
        assertThat(said("account", "1", "--url=ftp://x").status()).isEqualTo(2);
        var nobody = said("account", "1", "--url=http://127.0.0.1:1");
        assertThat(nobody.status()).isEqualTo(1);
        assertThat(nobody.err()).startsWith("rastro: no answer from http://127.0.0.1:1");
    }
}
