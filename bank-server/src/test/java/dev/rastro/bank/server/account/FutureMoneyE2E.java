package dev.rastro.bank.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Money that takes effect on a later day, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FutureMoneyE2E {

    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final String TODAY = "2026-03-10";
    private static final String TOMORROW = "2026-03-11";
    private static final String FAR = "2099-01-01";

    /** Days, as if there were no rule: so was it once. */
    private static final int ANY = 1_000_000;

    private volatile Instant now = Instant.parse("2026-03-10T23:59:59Z");
    private final InstantSource clock = () -> now;

    private static Reply move(TestBank bank, String id, String verb, String amount, String more) {
        return bank.post(ACCOUNTS + id + verb, "{\"amount\": \"%s\"%s}".formatted(amount, more));
    }

    private static String on(String day) {
        return ", \"effective_date\": \"%s\"".formatted(day);
    }

    private static String balance(TestBank bank, String id, String query) {
        return bank.get(ACCOUNTS + id + query).get("balance");
    }

    private static void assertRefused(Reply reply, String code) {
        assertThat(reply.get("code")).as(reply.toString()).isEqualTo(code);
    }

    private static void assertBooked(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    }

    @Test
    void nothing_takes_effect_after_today() {
        try (var bank = TestBank.at(clock)) {
            var id = bank.openAccount("100.00");
            var other = bank.openAccount("0.00");
            var to = ", \"to_account_id\": \"%s\"".formatted(other);
            for (var reply :
                    List.of(
                            move(bank, id, "/deposit", "1.00", on(TOMORROW)),
                            move(bank, id, "/withdraw", "1.00", on(TOMORROW)),
                            move(bank, id, "/transfer", "1.00", on(TOMORROW) + to),
                            bank.post(
                                    "/api/v1/accounts",
                                    "{\"owner_name\": \"Jana\"%s}".formatted(on(TOMORROW))))) {
                assertThat(reply.status()).isEqualTo(422);
                assertRefused(reply, "effective_date_in_future");
                assertThat(reply.get("latest")).isEqualTo(TODAY);
            }
            assertBooked(move(bank, id, "/deposit", "1.00", on(TODAY)));
            assertThat(bank.get(ACCOUNTS + id).json().get("version").asInt()).isEqualTo(2);

            now = now.plusSeconds(1);
            assertBooked(move(bank, id, "/deposit", "1.00", on(TOMORROW)));
        }
    }

    @Test
    void money_of_the_future_in_an_older_log_cannot_be_spent_before_its_day() {
        var database = TestDatabase.empty();
        String id;
        String other;
        try (var lenient = TestBank.ahead(database, clock, ANY)) {
            id = lenient.openAccount("100.00");
            other = lenient.openAccount("0.00");
            assertBooked(move(lenient, id, "/deposit", "1000.00", on(FAR)));
        }
        try (var bank = TestBank.on(database, clock)) {
            var to = ", \"to_account_id\": \"%s\"".formatted(other);
            var withdrawal = move(bank, id, "/withdraw", "1100.00", "");
            assertRefused(withdrawal, "insufficient_funds");
            assertThat(withdrawal.get("available")).isEqualTo("100.00");
            assertRefused(move(bank, id, "/transfer", "100.01", to), "insufficient_funds");
            var sweep = "{\"sweep_to\": \"%s\"}".formatted(other);
            for (var body : List.of("{}", sweep)) {
                var closing = bank.post(ACCOUNTS + id + "/close", body);
                assertThat(closing.status()).isEqualTo(409);
                assertRefused(closing, "entries_pending");
                assertThat(closing.get("until")).isEqualTo(FAR);
            }
            assertThat(balance(bank, id, "")).isEqualTo("1100.00");
            assertThat(bank.get(ACCOUNTS + id).get("available")).isEqualTo("100.00");
            var listed = bank.get("/api/v1/accounts").json().get("items").get(0);
            assertThat(listed.get("available").asString()).isEqualTo("100.00");
            assertThat(balance(bank, id, "?as_of=" + TODAY)).isEqualTo("100.00");
            assertBooked(move(bank, id, "/withdraw", "100.00", ""));
            assertThat(balance(bank, id, "?as_of=" + TODAY)).isEqualTo("0.00");

            now = Instant.parse("2099-01-01T00:00:00Z");
            assertBooked(move(bank, id, "/withdraw", "1000.00", ""));
            assertThat(bank.post(ACCOUNTS + id + "/close", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void what_goes_out_later_is_reserved_and_what_comes_in_later_is_not_there_yet() {
        try (var bank = TestBank.ahead(TestDatabase.empty(), clock, 1)) {
            var id = bank.openAccount("100.00");
            assertBooked(move(bank, id, "/withdraw", "80.00", on(TOMORROW)));
            assertBooked(move(bank, id, "/deposit", "500.00", on(TOMORROW)));
            assertRefused(move(bank, id, "/withdraw", "100.01", ""), "insufficient_funds");
            assertRefused(
                    move(bank, id, "/withdraw", "1.00", on("2026-03-12")),
                    "effective_date_in_future");
            now = now.plusSeconds(1);
            assertBooked(move(bank, id, "/withdraw", "520.00", ""));
        }
    }

    @Test
    void a_backdated_withdrawal_may_make_an_earlier_day_negative_and_shows_it() {
        try (var bank = TestBank.at(clock)) {
            var id = bank.openAccount("100.00");
            assertBooked(move(bank, id, "/withdraw", "50.00", on("2026-03-01")));
            assertThat(balance(bank, id, "?as_of=2026-03-01")).isEqualTo("-50.00");
            assertThat(balance(bank, id, "?as_of=" + TODAY)).isEqualTo("50.00");
        }
    }
}
