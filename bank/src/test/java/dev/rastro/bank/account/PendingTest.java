package dev.rastro.bank.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.Account.Open;
import dev.rastro.bank.account.AccountCommand.Close;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Receive;
import dev.rastro.bank.account.AccountCommand.Send;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.EffectiveDateInFuture;
import dev.rastro.bank.account.AccountRejection.EntriesPending;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.CloseAccountDecider.Closing;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.testkit.DeciderSpec;
import dev.rastro.engine.testkit.JointDeciderSpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PendingTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID ID = new UUID(0, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 31);
    private static final LocalDate TOMORROW = TODAY.plusDays(1);
    private static final LocalDate LATER = TODAY.plusDays(2);
    private static final LocalDate FAR = LocalDate.of(2099, 1, 1);
    private static final Counterparty OTHER = new Counterparty("a2", "Karel");

    private final DeciderSpec<AccountCommand, Account, AccountEvent, AccountRejection> account =
            new DeciderSpec<>(new AccountDecider());

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private static AccountOpened opened(long deposit, @Nullable LocalDate day) {
        return new AccountOpened(
                "Jana", null, EUR, euros(deposit), euros(0), null, ID, day, Map.of());
    }

    private static MoneyDeposited deposited(long cents, @Nullable LocalDate day) {
        return new MoneyDeposited(ID, euros(cents), "", day, Map.of());
    }

    private static MoneyWithdrawn withdrawn(long cents, @Nullable LocalDate day) {
        return new MoneyWithdrawn(ID, euros(cents), "", day, Map.of());
    }

    private static Booking booking(long cents, Timing timing) {
        return new Booking(ID, euros(cents), "", timing, Map.of());
    }

    private static Withdraw withdraw(long cents, LocalDate today) {
        return new Withdraw("a1", booking(cents, Timing.now(today)));
    }

    @Test
    void nothing_takes_effect_after_the_last_day_that_may_be_named() {
        var refused = new EffectiveDateInFuture(LATER, TOMORROW);
        var booking = booking(1, new Timing(LATER, TODAY, TOMORROW));
        for (var command :
                List.of(
                        new Deposit("a1", booking),
                        new Withdraw("a1", booking),
                        new Send("a1", OTHER, booking),
                        new Receive("a1", OTHER, booking))) {
            account.given(opened(100, null)).when(command).thenRejected(refused);
        }
        var opening = new JointDeciderSpec<>(new OpenAccountDecider());
        opening.when(open(new Timing(LATER, TODAY, TOMORROW))).thenRejected(refused);
    }

    private static OpenAccount open(Timing timing) {
        return new OpenAccount(
                "a1", "Jana", null, EUR, euros(1), euros(0), null, ID, timing, Map.of());
    }

    @Test
    void the_last_day_that_may_be_named_is_accepted() {
        account.given(opened(100, null))
                .when(new Deposit("a1", booking(1, new Timing(TOMORROW, TODAY, TOMORROW))))
                .then(deposited(1, TOMORROW));
    }

    @Test
    void money_is_spent_from_its_day_on_and_not_before() {
        var given = account.given(opened(100, null), deposited(1_000, FAR));

        given.when(withdraw(101, TODAY)).thenRejected(new InsufficientFunds(euros(100)));
        given.when(withdraw(1_100, FAR.minusDays(1)))
                .thenRejected(new InsufficientFunds(euros(100)));
        given.when(withdraw(100, TODAY)).then(withdrawn(100, null));
        given.when(withdraw(1_100, FAR)).then(withdrawn(1_100, null));
    }

    @Test
    void an_initial_deposit_is_money_like_any_other() {
        account.given(opened(100, LATER))
                .when(withdraw(1, TODAY))
                .thenRejected(new InsufficientFunds(euros(0)));
    }

    @Test
    void what_goes_out_later_is_not_there_to_be_spent_before() {
        var given = account.given(opened(100, null), withdrawn(80, LATER));

        given.when(withdraw(21, TODAY)).thenRejected(new InsufficientFunds(euros(20)));
        given.when(withdraw(20, TODAY)).then(withdrawn(20, null));
    }

    @Test
    void what_comes_in_after_it_does_not_pay_for_what_goes_out() {
        account.given(opened(100, null), withdrawn(80, TOMORROW), deposited(500, LATER))
                .when(withdraw(21, TODAY))
                .thenRejected(new InsufficientFunds(euros(20)));
    }

    @Test
    void money_that_was_spent_before_its_day_by_an_older_program_leaves_less_than_nothing() {
        account.given(opened(100, null), deposited(1_000, FAR), withdrawn(1_100, null))
                .when(withdraw(1, TODAY))
                .thenRejected(new InsufficientFunds(euros(-1_000)));
    }

    @Test
    void the_balance_can_be_counted_on_every_day_to_come() {
        account.given(opened(Long.MAX_VALUE - 10, null), withdrawn(100, LATER))
                .when(new Deposit("a1", booking(11, new Timing(TOMORROW, TODAY, LATER))))
                .thenRejected(new BalanceOverflow("a1"));
    }

    @Test
    void sums_of_an_older_program_that_fit_no_amount_are_counted_all_the_same() {
        var given =
                account.given(
                        opened(0, null),
                        deposited(Long.MAX_VALUE, FAR),
                        withdrawn(Long.MAX_VALUE, null),
                        deposited(Long.MAX_VALUE, FAR),
                        withdrawn(Long.MAX_VALUE, null));

        given.when(withdraw(1, TODAY)).thenRejected(new InsufficientFunds(euros(Long.MIN_VALUE)));
        given.when(withdraw(1, FAR)).thenRejected(new InsufficientFunds(euros(0)));
    }

    @Test
    void an_account_is_not_closed_while_something_takes_effect_later() {
        var pending = new EntriesPending("a1", LATER);
        var nothingLeft = account.given(opened(0, null), deposited(5, LATER), withdrawn(5, LATER));

        nothingLeft.when(new Close("a1", null, TOMORROW)).thenRejected(pending);
        nothingLeft.when(new Close("a1", null, LATER)).then(new AccountClosed(null));
        account.given(opened(0, LATER)).when(new Close("a1", null, TODAY)).thenRejected(pending);
        new JointDeciderSpec<>(new CloseAccountDecider())
                .given(Accounts.CATEGORY.entity("a1"), opened(7, null), deposited(5, LATER))
                .given(Accounts.CATEGORY.entity("a2"), opened(7, null))
                .when(new Closing(new CloseAccount("a1", null, "a2", ID, TODAY), null))
                .thenRejected(pending);
    }

    @Test
    void the_state_forgets_days_that_have_come_and_takes_none_up_that_had() {
        var decider = new AccountDecider();
        Account state = decider.evolve(decider.initialState(), opened(1, null), at(TODAY));
        state = decider.evolve(state, deposited(2, TODAY), at(TODAY));
        assertThat(state).isEqualTo(openWith(3, Pending.NONE));

        state = decider.evolve(state, deposited(4, TOMORROW), at(TODAY));
        state = decider.evolve(state, deposited(8, LATER), at(TODAY));
        assertThat(state).isEqualTo(openWith(15, Pending.NONE.plus(TOMORROW, 4).plus(LATER, 8)));

        state = decider.evolve(state, withdrawn(1, null), at(TOMORROW));
        assertThat(state).isEqualTo(openWith(14, Pending.NONE.plus(LATER, 8)));
        state = decider.evolve(state, withdrawn(1, null), at(LATER));
        assertThat(state).isEqualTo(openWith(13, Pending.NONE));
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Open openWith(long balance, Pending pending) {
        return new Open("Jana", null, euros(balance), euros(0), pending);
    }
}
