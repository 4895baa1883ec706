package dev.rastro.bank.account;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rastro.bank.account.AccountCommand.Close;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Receive;
import dev.rastro.bank.account.AccountCommand.Send;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceNotZero;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.account.CloseAccountDecider.Closing;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.testkit.JointDeciderSpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CloseAccountTest {

    private static final String EUR = "EUR";
    private static final UUID ID = new UUID(0, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 31);
    private static final Timing TIMING = Timing.now(TODAY);
    private static final String SWEEP = "Balance moved on closing";

    private static final Entity<Account, AccountEvent> A1 = Accounts.CATEGORY.entity("a1");
    private static final Entity<Account, AccountEvent> A2 = Accounts.CATEGORY.entity("a2");
    private static final Counterparty SENDER = new Counterparty("a1", "Jana");
    private static final Counterparty RECEIVER = new Counterparty("a2", "Jana");
    private static final AccountClosed CLOSED = new AccountClosed("moved");
    private static final Booking BOOKING = new Booking(ID, euros(1), "", TIMING, Map.of());

    private final JointDeciderSpec<Closing, AccountRejection> closing =
            new JointDeciderSpec<>(new CloseAccountDecider());

    private static Money euros(long cents) {
        return new Money(cents, Currency.getInstance(EUR));
    }

    private static AccountOpened opened(long balance, @Nullable String customerId, String code) {
        var currency = Currency.getInstance(code);
        return new AccountOpened(
                "Jana",
                customerId,
                currency,
                new Money(balance, currency),
                new Money(100, currency),
                null,
                ID,
                null,
                Map.of());
    }

    private static AccountOpened opened(long balance) {
        return opened(balance, null, EUR);
    }

    private static MoneyWithdrawn withdrawn(long cents) {
        return new MoneyWithdrawn(ID, euros(cents), "", null, Map.of());
    }

    private static Closing close(@Nullable String sweepTo) {
        return new Closing(new CloseAccount("a1", "moved", sweepTo, ID, TODAY), null);
    }

    private static Change<?> sent(long cents) {
        return new Change<>(
                A1, new TransferSent(ID, RECEIVER, euros(cents), SWEEP, null, Map.of()));
    }

    private static Change<?> received(long cents) {
        return new Change<>(
                A2, new TransferReceived(ID, SENDER, euros(cents), SWEEP, null, Map.of()));
    }

    @Test
    void an_empty_account_is_closed() {
        closing.given(A1, opened(0)).when(close(null)).then(new Change<>(A1, CLOSED));
    }

    @Test
    void without_a_sweep_the_balance_must_be_zero() {
        closing.given(A1, opened(1)).when(close(null)).thenRejected(new BalanceNotZero(euros(1)));
        closing.given(A1, opened(0), withdrawn(1))
                .when(close(null))
                .thenRejected(new BalanceNotZero(euros(-1)));
    }

    @Test
    void a_customers_account_is_crossed_out_with_the_customer() {
        closing.given(A1, opened(0, "c1", EUR))
                .when(new Closing(close(null).command(), "c1"))
                .then(
                        new Change<>(A1, CLOSED),
                        new Change<>(
                                Customers.CATEGORY.entity("c1"), new CustomerAccountClosed("a1")));
    }

    @Test
    void an_account_whose_owner_was_not_the_one_looked_up_was_not_there_then() {
        closing.given(A1, opened(0, "c1", EUR))
                .when(close(null))
                .thenRejected(new AccountNotFound("a1"));
        closing.when(new Closing(close(null).command(), "c1"))
                .thenRejected(new AccountNotFound("a1"));
    }

    @Test
    void the_whole_balance_is_swept_before_closing() {
        closing.given(A1, opened(70_00, "c1", EUR))
                .given(A2, opened(0))
                .when(new Closing(close("a2").command(), "c1"))
                .then(
                        sent(70_00),
                        received(70_00),
                        new Change<>(A1, CLOSED),
                        new Change<>(
                                Customers.CATEGORY.entity("c1"), new CustomerAccountClosed("a1")));
    }

    @Test
    void with_nothing_left_nothing_is_swept() {
        closing.given(A1, opened(0))
                .given(A2, opened(0, null, "JPY"))
                .when(close("a2"))
                .then(new Change<>(A1, CLOSED));
    }

    @Test
    void a_negative_balance_cannot_be_swept() {
        closing.given(A1, opened(0), withdrawn(1))
                .given(A2, opened(50))
                .when(close("a2"))
                .thenRejected(new BalanceNotZero(euros(-1)));
    }

    @Test
    void an_account_is_not_swept_to_itself() {
        closing.given(A1, opened(1)).when(close("a1")).thenRejected(new SameAccount("a1"));
        closing.given(A1, opened(0)).when(close("a1")).thenRejected(new SameAccount("a1"));
        closing.given(A1, opened(0), withdrawn(1))
                .when(close("a1"))
                .thenRejected(new SameAccount("a1"));
        closing.when(close("a1")).thenRejected(new AccountNotFound("a1"));
    }

    @Test
    void the_target_of_a_sweep_is_open_even_when_nothing_is_left() {
        for (long balance : new long[] {0, 1}) {
            closing.given(A1, opened(balance))
                    .when(close("a2"))
                    .thenRejected(new AccountNotFound("a2"));
            closing.given(A1, opened(balance))
                    .given(A2, opened(0), CLOSED)
                    .when(close("a2"))
                    .thenRejected(new AccountRejection.AccountClosed("a2"));
        }
    }

    @Test
    void the_target_of_a_sweep_has_the_same_currency_and_room() {
        closing.given(A1, opened(1))
                .given(A2, opened(0, null, "JPY"))
                .when(close("a2"))
                .thenRejected(
                        new CurrencyMismatch(
                                Currency.getInstance("JPY"), Currency.getInstance(EUR)));
        closing.given(A1, opened(1))
                .given(A2, opened(Long.MAX_VALUE))
                .when(close("a2"))
                .thenRejected(new BalanceOverflow("a2"));
    }

    @Test
    void an_unknown_or_closed_account_is_not_closed() {
        closing.when(close(null)).thenRejected(new AccountNotFound("a1"));
        closing.given(A1, opened(0), CLOSED)
                .when(close(null))
                .thenRejected(new AccountRejection.AccountClosed("a1"));
    }

    @Test
    void reasons_of_both_accounts_are_heard_in_order_of_precedence() {
        closing.when(close("a2")).thenRejected(new AccountNotFound("a1"));
        closing.given(A1, opened(0), CLOSED)
                .when(close("a2"))
                .thenRejected(new AccountNotFound("a2"));
        closing.given(A1, opened(0), CLOSED)
                .given(A2, opened(0), CLOSED)
                .when(close("a2"))
                .thenRejected(new AccountRejection.AccountClosed("a1"));
        closing.given(A1, opened(0), withdrawn(1))
                .given(A2, opened(0), CLOSED)
                .when(close("a2"))
                .thenRejected(new AccountRejection.AccountClosed("a2"));
    }

    @Test
    void commands_keep_to_the_limits() {
        assertRefused(() -> new CloseAccount("", null, null, ID, TODAY));
        assertRefused(() -> new CloseAccount("a1", "x".repeat(501), null, ID, TODAY));
        assertRefused(() -> new CloseAccount("a1", null, "", ID, TODAY));
        assertRefused(() -> new Close("a1", "x".repeat(501), TODAY));
        assertRefused(() -> new Close("", null, TODAY));
        assertRefused(() -> new Deposit("", BOOKING));
        assertRefused(() -> new Withdraw("x".repeat(101), BOOKING));
        var nobody = new Counterparty("", null);
        assertRefused(() -> new Send("", RECEIVER, BOOKING));
        assertRefused(() -> new Send("a1", nobody, BOOKING));
        assertRefused(() -> new Receive("", SENDER, BOOKING));
        assertRefused(() -> new Receive("a2", nobody, BOOKING));
        assertRefused(() -> new Booking(ID, euros(1), "x".repeat(501), TIMING, Map.of()));
        assertRefused(() -> new Booking(ID, euros(1), "", TIMING, Map.of("", "")));
    }

    private static void assertRefused(Runnable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction::run);
    }
}
