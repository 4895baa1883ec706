package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Map;

/** Who says the same again in other words is understood: a retry, or the next page. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryE2E {

    private static final TestBank BANK = TestBank.start();

    @AfterAll
    static void stop() {
        BANK.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "accounts | {\"owner_name\": \"A\"} | {\"customer_id\": null, \"owner_name\":"
                        + " \"A\"}",
                "accounts | {\"owner_name\": \"A\", \"metadata\": null, \"effective_date\": null}"
                        + " | {\"currency\": null, \"owner_name\": \"A\"}",
                "customers | {\"name\": \"A\", \"address\": {\"city\": \"B\"}}"
                        + " | {\"address\": {\"street\": null, \"city\": \"B\"}, \"name\": \"A\"}",
                "customers | {\"name\": \"A\", \"address\": {\"city\": \"\\u0042\"}} | {\"name\":"
                        + " \"A\", \"external_id\": null, \"address\": {\"city\":\"B\"}}",
            })
    void a_retry_with_or_without_nulls_is_answered_as_the_first(
            String things, String first, String again) {
        var key = Map.of("Idempotency-Key", Integer.toString((first + again).hashCode()));

        var done = BANK.post("/api/v1/" + things, first, key);
        var replayed = BANK.post("/api/v1/" + things, again, key);

        assertThat(done.status()).as(done.toString()).isEqualTo(201);
        assertThat(replayed.text()).isEqualTo(done.text());
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void a_retry_through_a_proxy_that_escapes_more_is_answered_as_the_first() {
        var id = BANK.openAccount("0.00");
        var key = Map.of("Idempotency-Key", "escaped");
        var body = "{\"amount\": \"1.00\"}";

        var done = BANK.post("/api/v1/accounts/%s/deposit".formatted(id), body, key);
        var replayed =
                BANK.post(
                        "/api/v1/accounts/%s/deposit".formatted(id.replace("-", "%2d")), body, key);

        assertThat(replayed.text()).isEqualTo(done.text());
        assertThat(BANK.get("/api/v1/accounts/" + id).get("balance")).isEqualTo("1.00");
    }

    @Test
    void another_amount_another_text_or_another_member_is_another_command() {
        var deposit = "/api/v1/accounts/%s/deposit".formatted(BANK.openAccount("0.00"));
        var key = Map.of("Idempotency-Key", "other");
        BANK.post(deposit, "{\"amount\": \"1.00\"}", key);

        for (var other :
                new String[] {
                    "{\"amount\": \"1.01\"}",
                    "{\"amount\": \"1.0\"}",
                    "{\"amount\": \"1.00\", \"description\": \"\"}",
                    "{\"amount\": \"1.00\", \"description\": \"null\"}",
                }) {
            assertThat(BANK.post(deposit, other, key).get("code"))
                    .as(other)
                    .isEqualTo("idempotency_key_reused");
        }
    }

    @Test
    void a_reader_who_writes_between_two_pages_turns_on() {
        var account = "/api/v1/accounts/" + BANK.openAccount("1.00");
        BANK.post(account + "/deposit", "{\"amount\": \"2.00\"}");
        var last = BANK.post(account + "/deposit", "{\"amount\": \"3.00\"}");
        var amounts = new ArrayList<String>();

        var page = BANK.get(account + "/transactions?limit=1&min_position=" + last.get("position"));
        while (true) {
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            amounts.add(page.json().at("/items/0/amount").stringValue());
            if (page.json().get("next_cursor").isNull()) {
                break;
            }
            var cursor = page.get("next_cursor");
            var written = BANK.post(account + "/deposit", "{\"amount\": \"9.00\"}");
            page =
                    BANK.get(
                            account
                                    + "/transactions?limit=1&cursor=%s&min_position=%s"
                                            .formatted(cursor, written.header("Ledger-Position")));
        }

        assertThat(amounts).containsExactly("1.00", "2.00", "3.00");
    }
}
