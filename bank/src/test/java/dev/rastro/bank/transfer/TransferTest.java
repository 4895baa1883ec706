package dev.rastro.bank.transfer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.money.Amount;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.testkit.JointDeciderSpec;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TransferTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final UUID ID = new UUID(0, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Map<String, String> TAGS = Map.of("k", "v");
    private static final Entity<Account, AccountEvent> A1 = Accounts.CATEGORY.entity("a1");
    private static final Entity<Account, AccountEvent> A2 = Accounts.CATEGORY.entity("a2");
    private static final Counterparty JANA = new Counterparty("a1", "Jana");
    private static final Counterparty KAREL = new Counterparty("a2", "Karel");
    private static final AccountClosed CLOSED = new AccountClosed(null);

    private final JointDeciderSpec<Transfer, AccountRejection> transfer =
            new JointDeciderSpec<>(new TransferDecider());

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private static Money yen(long yen) {
        return new Money(yen, JPY);
    }

    private static AccountOpened opened(Money balance) {
        return opened("Jana", balance);
    }

    private static AccountOpened opened(String ownerName, Money balance) {
        return new AccountOpened(
                ownerName,
                null,
                balance.currency(),
                balance,
                new Money(5, balance.currency()),
                null,
                ID,
                null,
                Map.of());
    }

    private static Transfer send(Money amount) {
        return new Transfer("a1", "a2", new Booking(ID, amount, "rent", Timing.on(DAY, DAY), TAGS));
    }

    private static Transfer sendToSelf(Money amount) {
        return new Transfer("a1", "a1", new Booking(ID, amount, "rent", Timing.on(DAY, DAY), TAGS));
    }

    private JointDeciderSpec<Transfer, AccountRejection> given(Money first, Money second) {
        return transfer.given(A1, opened("Jana", first)).given(A2, opened("Karel", second));
    }

    @Test
    void money_leaves_one_account_and_reaches_the_other() {
        given(euros(10), euros(0))
                .when(send(euros(10)))
                .then(
                        new Change<>(A1, new TransferSent(ID, KAREL, euros(10), "rent", DAY, TAGS)),
                        new Change<>(
                                A2, new TransferReceived(ID, JANA, euros(10), "rent", DAY, TAGS)));
    }

    @Test
    void an_amount_without_a_currency_is_counted_in_the_senders() {
        Amount one = currency -> new Money(1, Objects.requireNonNull(currency));
        var booking = new Booking(ID, one, "", Timing.now(DAY), Map.of());
        given(euros(10), new Money(0, JPY))
                .when(new Transfer("a1", "a2", booking))
                .thenRejected(new CurrencyMismatch(JPY, EUR));
    }

    @Test
    void the_senders_overdraft_limit_counts_and_is_the_end() {
        given(euros(10), euros(0))
                .when(send(euros(15)))
                .then(
                        new Change<>(A1, new TransferSent(ID, KAREL, euros(15), "rent", DAY, TAGS)),
                        new Change<>(
                                A2, new TransferReceived(ID, JANA, euros(15), "rent", DAY, TAGS)));
        given(euros(10), euros(0))
                .when(send(euros(16)))
                .thenRejected(new InsufficientFunds(euros(15)));
    }

    @Test
    void both_accounts_must_be_known() {
        transfer.when(send(euros(1))).thenRejected(new AccountNotFound("a1"));
        transfer.given(A2, opened(euros(0)))
                .when(send(euros(1)))
                .thenRejected(new AccountNotFound("a1"));
        transfer.given(A1, opened(euros(9)))
                .when(send(euros(1)))
                .thenRejected(new AccountNotFound("a2"));
    }

    @Test
    void both_accounts_must_be_open() {
        var first = new AccountRejection.AccountClosed("a1");
        var second = new AccountRejection.AccountClosed("a2");
        given(euros(0), euros(0)).given(A1, CLOSED).when(send(euros(1))).thenRejected(first);
        given(euros(9), euros(0)).given(A2, CLOSED).when(send(euros(1))).thenRejected(second);
        given(euros(0), euros(0))
                .given(A1, CLOSED)
                .given(A2, CLOSED)
                .when(send(euros(1)))
                .thenRejected(first);
    }

    @Test
    void nobody_pays_oneself() {
        given(euros(9), euros(0)).when(sendToSelf(euros(1))).thenRejected(new SameAccount("a1"));
    }

    @Test
    void the_amount_is_positive() {
        given(euros(9), euros(0)).when(send(euros(0))).thenRejected(new InvalidAmount(euros(0)));
        given(euros(9), euros(0)).when(send(euros(-1))).thenRejected(new InvalidAmount(euros(-1)));
    }

    @Test
    void all_have_the_same_currency() {
        given(euros(9), yen(0)).when(send(euros(1))).thenRejected(new CurrencyMismatch(JPY, EUR));
        given(euros(9), yen(0)).when(send(yen(1))).thenRejected(new CurrencyMismatch(EUR, JPY));
        given(euros(9), euros(0)).when(send(yen(1))).thenRejected(new CurrencyMismatch(EUR, JPY));
    }

    @Test
    void the_receivers_balance_must_fit() {
        given(euros(9), euros(Long.MAX_VALUE))
                .when(send(euros(1)))
                .thenRejected(new BalanceOverflow("a2"));
    }

    @Test
    void that_an_account_is_unknown_is_said_before_that_the_other_is_closed() {
        transfer.given(A1, opened(euros(0)), CLOSED)
                .when(send(euros(1)))
                .thenRejected(new AccountNotFound("a2"));
    }

    @Test
    void the_state_of_the_account_is_said_before_that_both_are_the_same() {
        transfer.when(sendToSelf(euros(1))).thenRejected(new AccountNotFound("a1"));
        transfer.given(A1, opened(euros(0)), CLOSED)
                .when(sendToSelf(euros(1)))
                .thenRejected(new AccountRejection.AccountClosed("a1"));
    }

    @Test
    void that_both_are_the_same_is_said_before_amount_currency_and_funds() {
        var same = new SameAccount("a1");
        given(euros(9), euros(0)).when(sendToSelf(euros(0))).thenRejected(same);
        given(euros(9), euros(0)).when(sendToSelf(yen(1))).thenRejected(same);
        given(euros(9), euros(0)).when(sendToSelf(euros(1_000))).thenRejected(same);
    }

    @Test
    void the_amount_is_said_before_the_currency() {
        given(euros(9), yen(0)).when(send(euros(0))).thenRejected(new InvalidAmount(euros(0)));
    }

    @Test
    void the_receivers_currency_is_said_before_the_senders_funds() {
        given(euros(0), yen(0))
                .when(send(euros(1_000)))
                .thenRejected(new CurrencyMismatch(JPY, EUR));
    }

    @Test
    void the_receivers_overflow_is_said_before_the_senders_funds() {
        given(euros(0), euros(Long.MAX_VALUE))
                .when(send(euros(1_000)))
                .thenRejected(new BalanceOverflow("a2"));
    }

    @Test
    void the_command_keeps_to_the_limits() {
        var booking = new Booking(ID, euros(1), "", Timing.on(DAY, DAY), Map.of());
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer("", "a2", booking));
        assertThatIllegalArgumentException().isThrownBy(() -> new Transfer("a1", " ", booking));
    }
}
