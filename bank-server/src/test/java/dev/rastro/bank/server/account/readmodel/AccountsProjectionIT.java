package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.projection.ProjectionSpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsProjectionIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final EventCodec<AccountEvent> CODEC =
            new BankCodecs().events(Accounts.CATEGORY);
    private static final ProjectionSpec ACCOUNTS =
            new ProjectionSpec(
                    TestDatabase.withEmptyLog().asApplication(), new AccountsProjection(CODEC));

    private static final StreamName ADA = new StreamName("account", "ada");
    private static final StreamName BOB = new StreamName("account", "bob");
    private static final String BALANCES =
            """
            SELECT account_id, balance, status, total_deposits, total_withdrawals,
                   transaction_count, version
              FROM account ORDER BY account_id
            """;
    private static final String MOVEMENTS =
            """
            SELECT account_id, version, kind, amount, balance_after, effective_date
              FROM transaction ORDER BY position
            """;

    @Test
    void an_account_opened_with_money_has_a_balance_and_a_transaction() {
        ACCOUNTS.when(ADA, CODEC, opened(100))
                .then(BALANCES, "ada | 100 | open | 100 | 0 | 1 | 1")
                .then(MOVEMENTS, "ada | 1 | INITIAL_DEPOSIT | 100 | 100 | 2026-01-01");
    }

    @Test
    void an_account_opened_without_money_has_no_transaction() {
        ACCOUNTS.when(ADA, CODEC, opened(0))
                .then(BALANCES, "ada | 0 | open | 0 | 0 | 0 | 1")
                .then(MOVEMENTS);
    }

    @Test
    void each_movement_carries_the_balance_that_it_left() {
        ACCOUNTS.given(ADA, CODEC, opened(100), deposited(50, null))
                .when(ADA, CODEC, withdrawn(30), deposited(5, null))
                .then(BALANCES, "ada | 125 | open | 155 | 30 | 4 | 4")
                .then(
                        MOVEMENTS,
                        "ada | 1 | INITIAL_DEPOSIT | 100 | 100 | 2026-01-01",
                        "ada | 2 | DEPOSIT | 50 | 150 | 2026-01-01",
                        "ada | 3 | WITHDRAWAL | 30 | 120 | 2026-01-01",
                        "ada | 4 | DEPOSIT | 5 | 125 | 2026-01-01");
    }

    @Test
    void accounts_do_not_touch_each_other() {
        ACCOUNTS.given(ADA, CODEC, opened(100))
                .given(BOB, CODEC, opened(7))
                .when(ADA, CODEC, deposited(1, null))
                .then(
                        BALANCES,
                        "ada | 101 | open | 101 | 0 | 2 | 2",
                        "bob | 7 | open | 7 | 0 | 1 | 1");
    }

    @Test
    void a_movement_has_the_date_it_names_or_else_the_day_it_was_recorded_in_utc() {
        ACCOUNTS.given(ADA, CODEC, opened(0))
                .at(Instant.parse("2026-03-15T23:59:59.999Z"))
                .when(ADA, CODEC, deposited(1, null), deposited(2, LocalDate.of(2025, 12, 31)))
                .then(
                        MOVEMENTS,
                        "ada | 2 | DEPOSIT | 1 | 1 | 2026-03-15",
                        "ada | 3 | DEPOSIT | 2 | 3 | 2025-12-31");
    }

    @Test
    void a_closed_account_stays_to_be_seen() {
        ACCOUNTS.given(ADA, CODEC, opened(0))
                .when(ADA, CODEC, new AccountClosed("moved away"))
                .then(BALANCES, "ada | 0 | closed | 0 | 0 | 0 | 2");
    }

    @Test
    void the_sum_of_a_history_may_be_more_than_a_balance_can_hold() {
        ACCOUNTS.given(ADA, CODEC, opened(0), deposited(Long.MAX_VALUE, null))
                .when(ADA, CODEC, withdrawn(Long.MAX_VALUE), deposited(1, null))
                .then("SELECT balance, total_deposits FROM account", "1 | 9223372036854775808");
    }

    @Test
    void a_movement_that_makes_the_first_day_an_earlier_one_is_kept() {
        ACCOUNTS.given(ADA, CODEC, opened(0), deposited(1, LocalDate.of(2025, 3, 1)))
                .given(BOB, CODEC, opened(7))
                .when(
                        ADA,
                        CODEC,
                        deposited(2, LocalDate.of(2025, 3, 2)),
                        deposited(3, LocalDate.of(2025, 2, 1)),
                        deposited(4, LocalDate.of(2025, 2, 1)),
                        new AccountClosed("moved away"))
                .then(
                        """
                        SELECT account_id, currency, day, day_before
                          FROM account_beginning ORDER BY account_id, position
                        """,
                        "ada | EUR | 2025-03-01 | null",
                        "ada | EUR | 2025-02-01 | 2025-03-01",
                        "bob | EUR | 2026-01-01 | null");
    }

    @Test
    void every_64th_movement_leaves_a_milestone_with_the_days_of_those_before() {
        var movements = new ArrayList<AccountEvent>(List.of(opened(0)));
        for (int i = 1; i <= 128; i++) {
            // One is backdated, after the first milestone.
            var day = LocalDate.of(2025, 3, 1).plusDays(i == 100 ? -20 : i / 64);
            movements.add(deposited(i, day));
        }
        ACCOUNTS.given(ADA, CODEC, movements.toArray(AccountEvent[]::new))
                .when(ADA, CODEC, deposited(1, LocalDate.of(2025, 1, 1)))
                .then(
                        """
                        SELECT version, earliest_date, latest_date, lowest_date, total_in,
                               total_out, movements
                          FROM account_milestone ORDER BY version
                        """,
                        "65 | 2025-03-01 | 2025-03-02 | 2025-03-01 | 2080 | 0 | 64",
                        "129 | 2025-02-09 | 2025-03-03 | 2025-02-09 | 8256 | 0 | 128")
                .then(
                        "SELECT earliest_date, latest_date, lowest_date FROM account",
                        "2025-01-01 | 2025-03-03 | 2025-01-01");
    }

    @Test
    void the_name_is_kept_folded_with_its_pieces() {
        ACCOUNTS.when(ADA, CODEC, opened(0))
                .then(
                        "SELECT id, name, pieces @> '{s,bo,ody}' FROM account_name",
                        "ada | somebody | t");
    }

    @Test
    void an_account_that_was_never_opened_cannot_be_shown() {
        ACCOUNTS.when(ADA, CODEC, deposited(1, null)).thenFails(IllegalStateException.class);
    }

    @Test
    void an_account_is_opened_once() {
        ACCOUNTS.given(ADA, CODEC, opened(1))
                .when(ADA, CODEC, opened(1))
                .thenFails(IllegalStateException.class);
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }

    private static AccountEvent opened(long deposit) {
        return new AccountOpened(
                "Somebody",
                null,
                EUR,
                eur(deposit),
                eur(0),
                null,
                deposit == 0 ? null : new UUID(9, 9),
                null,
                Map.of());
    }

    private static AccountEvent deposited(long cents, @Nullable LocalDate date) {
        return new MoneyDeposited(new UUID(9, cents), eur(cents), "in", date, Map.of());
    }

    private static AccountEvent withdrawn(long cents) {
        return new MoneyWithdrawn(new UUID(9, cents), eur(cents), "out", null, Map.of());
    }
}
