package dev.rastro.bank.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.bank.account.Account.Open;
import dev.rastro.bank.account.Account.Unopened;
import dev.rastro.bank.account.AccountCommand.Close;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Receive;
import dev.rastro.bank.account.AccountCommand.Send;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceNotZero;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.money.Amount;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.testkit.DeciderSpec;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final UUID ID = new UUID(0, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Map<String, String> TAGS = Map.of("k", "v");
    private static final Counterparty OTHER = new Counterparty("a2", "Karel");
    private static final Money YEN = new Money(5, JPY);

    private final DeciderSpec<AccountCommand, Account, AccountEvent, AccountRejection> account =
            new DeciderSpec<>(new AccountDecider());

    private final DeciderSpec<AccountCommand, Account, AccountEvent, AccountRejection> closed =
            account.given(opened(0, 0), new AccountClosed(null));

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private static AccountOpened opened(long balance, long overdraftLimit) {
        return new AccountOpened(
                "Jana", null, EUR, euros(balance), euros(overdraftLimit), null, ID, null, Map.of());
    }

    private static Booking booking(Money amount) {
        return new Booking(ID, amount, "rent", Timing.on(DAY, DAY), TAGS);
    }

    private static List<AccountCommand> everyMovement(Money amount) {
        var booking = booking(amount);
        return List.of(
                new Deposit("a1", booking),
                new Withdraw("a1", booking),
                new Send("a1", OTHER, booking),
                new Receive("a1", OTHER, booking));
    }

    @Test
    void every_movement_is_recorded_with_all_that_it_carries() {
        var given = account.given(opened(100_00, 0));
        var booking = booking(euros(1));
        given.when(new Deposit("a1", booking))
                .then(new MoneyDeposited(ID, euros(1), "rent", DAY, TAGS));
        given.when(new Withdraw("a1", booking))
                .then(new MoneyWithdrawn(ID, euros(1), "rent", DAY, TAGS));
        given.when(new Send("a1", OTHER, booking))
                .then(new TransferSent(ID, OTHER, euros(1), "rent", DAY, TAGS));
        given.when(new Receive("a1", OTHER, booking))
                .then(new TransferReceived(ID, OTHER, euros(1), "rent", DAY, TAGS));
    }

    @Test
    void an_amount_without_a_currency_is_counted_in_the_currency_of_the_account() {
        Amount one = currency -> new Money(100, Objects.requireNonNull(currency));
        account.given(opened(100_00, 0))
                .when(new Withdraw("a1", new Booking(ID, one, "", Timing.now(DAY), Map.of())))
                .then(new MoneyWithdrawn(ID, euros(100), "", null, Map.of()));
    }

    /** What is no amount there is no command at all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_amount_that_cannot_be_counted_comes_before_all_rules(boolean isClosed) {
        Amount none =
                currency -> {
                    throw new ArithmeticException("in " + currency);
                };
        var command = new Deposit("a1", new Booking(ID, none, "", Timing.now(DAY), Map.of()));
        assertThatThrownBy(() -> (isClosed ? closed : account).when(command))
                .hasMessage("in " + (isClosed ? "EUR" : "null"));
    }

    @Test
    void an_unknown_account_is_refused_before_anything_else() {
        var unknown = new AccountNotFound("a1");
        everyMovement(euros(-1)).forEach(command -> account.when(command).thenRejected(unknown));
        account.when(new Close("a1", null, DAY)).thenRejected(unknown);
    }

    @Test
    void a_closed_account_is_refused_before_amount_and_currency() {
        var isClosed = new AccountRejection.AccountClosed("a1");
        everyMovement(euros(1)).forEach(command -> closed.when(command).thenRejected(isClosed));
        everyMovement(YEN).forEach(command -> closed.when(command).thenRejected(isClosed));
        everyMovement(euros(0)).forEach(command -> closed.when(command).thenRejected(isClosed));
        closed.when(new Close("a1", null, DAY)).thenRejected(isClosed);
    }

    @Test
    void an_amount_that_is_not_positive_is_refused() {
        var given = account.given(opened(100_00, 0));
        for (var amount : List.of(euros(0), euros(-1), euros(Long.MIN_VALUE))) {
            everyMovement(amount)
                    .forEach(
                            command -> given.when(command).thenRejected(new InvalidAmount(amount)));
        }
    }

    @Test
    void an_amount_of_another_currency_is_refused() {
        var given = account.given(opened(100_00, 0));
        everyMovement(YEN)
                .forEach(command ->
                        given.when(command).thenRejected(new CurrencyMismatch(EUR, JPY)));
    }

    @Test
    void that_an_amount_is_not_positive_is_said_before_its_currency_is_wrong() {
        var nothing = new Money(0, JPY);
        var given = account.given(opened(100_00, 0));
        everyMovement(nothing)
                .forEach(command -> given.when(command).thenRejected(new InvalidAmount(nothing)));
    }

    @Test
    void a_wrong_currency_is_said_before_funds_and_overflow() {
        var much = new Money(Long.MAX_VALUE, JPY);
        var given = account.given(opened(100_00, 0));
        everyMovement(much)
                .forEach(command ->
                        given.when(command).thenRejected(new CurrencyMismatch(EUR, JPY)));
    }

    @Test
    void the_whole_balance_may_be_withdrawn_and_not_a_cent_more() {
        var given = account.given(opened(100_00, 0));
        given.when(new Withdraw("a1", booking(euros(100_00))))
                .then(new MoneyWithdrawn(ID, euros(100_00), "rent", DAY, TAGS));
        given.when(new Withdraw("a1", booking(euros(100_01))))
                .thenRejected(new InsufficientFunds(euros(100_00)));
        given.when(new Send("a1", OTHER, booking(euros(100_01))))
                .thenRejected(new InsufficientFunds(euros(100_00)));
    }

    @Test
    void the_overdraft_limit_counts_and_is_the_end() {
        var given = account.given(opened(100_00, 50_00));
        given.when(new Withdraw("a1", booking(euros(150_00))))
                .then(new MoneyWithdrawn(ID, euros(150_00), "rent", DAY, TAGS));
        given.when(new Withdraw("a1", booking(euros(150_01))))
                .thenRejected(new InsufficientFunds(euros(150_00)));
        given.given(new MoneyWithdrawn(ID, euros(120_00), "", null, Map.of()))
                .when(new Withdraw("a1", booking(euros(30_01))))
                .thenRejected(new InsufficientFunds(euros(30_00)));
    }

    @Test
    void a_balance_that_cannot_be_counted_is_refused() {
        var given = account.given(opened(Long.MAX_VALUE - 1, 0));
        var overflow = new BalanceOverflow("a1");
        given.when(new Deposit("a1", booking(euros(1))))
                .then(new MoneyDeposited(ID, euros(1), "rent", DAY, TAGS));
        given.when(new Deposit("a1", booking(euros(2)))).thenRejected(overflow);
        given.when(new Receive("a1", OTHER, booking(euros(Long.MAX_VALUE)))).thenRejected(overflow);
    }

    @Test
    void what_is_available_never_overflows() {
        var given = account.given(opened(Long.MAX_VALUE, Long.MAX_VALUE));
        given.when(new Withdraw("a1", booking(euros(Long.MAX_VALUE))))
                .then(new MoneyWithdrawn(ID, euros(Long.MAX_VALUE), "rent", DAY, TAGS));
        given.given(
                        new MoneyWithdrawn(ID, euros(Long.MAX_VALUE), "", null, Map.of()),
                        new MoneyWithdrawn(ID, euros(Long.MAX_VALUE), "", null, Map.of()))
                .when(new Withdraw("a1", booking(euros(1))))
                .thenRejected(new InsufficientFunds(euros(0)));
    }

    @Test
    void an_account_is_closed_with_exactly_nothing_on_it() {
        account.given(opened(0, 50_00))
                .when(new Close("a1", "unused", DAY))
                .then(new AccountClosed("unused"));
        account.given(opened(1, 0))
                .when(new Close("a1", null, DAY))
                .thenRejected(new BalanceNotZero(euros(1)));
        account.given(opened(0, 1), new MoneyWithdrawn(ID, euros(1), "", null, Map.of()))
                .when(new Close("a1", null, DAY))
                .thenRejected(new BalanceNotZero(euros(-1)));
    }

    @Test
    void history_adds_up() {
        account.isIn(new Unopened());
        account.given(
                        opened(10_00, 5_00),
                        new MoneyDeposited(ID, euros(3), "", null, Map.of()),
                        new MoneyWithdrawn(ID, euros(20), "", null, Map.of()),
                        new TransferReceived(ID, OTHER, euros(100), "", null, Map.of()),
                        new TransferSent(ID, OTHER, euros(1_000), "", null, Map.of()))
                .isIn(new Open("Jana", null, euros(83), euros(5_00), Pending.NONE));
        closed.isIn(new Account.Closed("Jana", null, EUR));
    }

    @Test
    void available_is_balance_and_overdraft_limit_together() {
        var open = new Open("Jana", null, euros(-3), euros(5), Pending.NONE);
        assertThat(open.available(DAY)).isEqualTo(euros(2));
    }

    @Test
    void a_movement_where_nothing_is_open_can_only_be_a_corrupt_stream() {
        var deposited = new MoneyDeposited(ID, euros(1), "", null, Map.of());
        assertThatIllegalStateException().isThrownBy(() -> account.given(deposited));
        assertThatIllegalStateException().isThrownBy(() -> closed.given(deposited));
        assertThatIllegalStateException().isThrownBy(() -> closed.given(new AccountClosed(null)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> account.given(opened(Long.MAX_VALUE, 0), deposited));
    }
}
