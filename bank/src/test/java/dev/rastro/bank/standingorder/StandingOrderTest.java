package dev.rastro.bank.standingorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.Objects.requireNonNull;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.DoubleEntry;
import dev.rastro.bank.account.Pending;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.standingorder.ExecuteDecider.Execution;
import dev.rastro.bank.standingorder.StandingOrder.Active;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCancelled;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCompleted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecuted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecutionFailed;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;
import dev.rastro.bank.standingorder.StandingOrderRejection.AccountsNotEligible;
import dev.rastro.bank.standingorder.StandingOrderRejection.FirstDatePassed;
import dev.rastro.bank.standingorder.StandingOrderRejection.LastDateBeforeFirst;
import dev.rastro.bank.standingorder.StandingOrderRejection.NotDue;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderEnded;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderExists;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderNotFound;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.States;
import dev.rastro.engine.testkit.DeciderSpec;
import dev.rastro.engine.testkit.JointDeciderSpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StandingOrderTest {

    private static final UUID ID = new UUID(0, 7);
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 31);
    private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 28);
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 31);

    private static final Entity<StandingOrder, StandingOrderEvent> ORDER =
            StandingOrders.CATEGORY.entity("o1");
    private static final Entity<Account, AccountEvent> FROM = Accounts.CATEGORY.entity("a1");
    private static final Entity<Account, AccountEvent> TO = Accounts.CATEGORY.entity("a2");

    private static final StandingOrderScheduled SCHEDULED = scheduled(MARCH);
    private static final Terms TERMS = SCHEDULED.terms();

    private final JointDeciderSpec<ScheduleStandingOrder, StandingOrderRejection> scheduling =
            new JointDeciderSpec<>(new ScheduleDecider())
                    .given(FROM, opened(0, "EUR"))
                    .given(TO, opened(0, "EUR"));

    private final JointDeciderSpec<Execution, StandingOrderRejection> rich =
            new JointDeciderSpec<>(new ExecuteDecider())
                    .given(ORDER, SCHEDULED)
                    .given(FROM, opened(10_000, "EUR"))
                    .given(TO, opened(0, "EUR"));

    private final JointDeciderSpec<Execution, StandingOrderRejection> poor =
            new JointDeciderSpec<>(new ExecuteDecider())
                    .given(ORDER, SCHEDULED)
                    .given(FROM, opened(99, "EUR"))
                    .given(TO, opened(0, "EUR"));

    private static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    private static AccountOpened opened(long balance, String code) {
        var currency = Currency.getInstance(code);
        var zero = Money.zero(currency);
        var deposit = new Money(balance, currency);
        return new AccountOpened("Jana", null, currency, deposit, zero, null, ID, null, Map.of());
    }

    private static StandingOrderScheduled scheduled(@Nullable LocalDate last) {
        return new StandingOrderScheduled(
                "a1", "a2", euros(100), "Rent", JANUARY, Interval.MONTHLY, last);
    }

    private static Terms terms(String to, Money amount, LocalDate first, @Nullable LocalDate last) {
        return new Terms("a1", to, amount, "Rent", new Schedule(first, Interval.MONTHLY, last));
    }

    private static ScheduleStandingOrder schedule(Terms terms) {
        return new ScheduleStandingOrder("o1", terms, JANUARY);
    }

    private static Execution execute(LocalDate date, int attempt, LocalDate today) {
        return new Execution(new ExecuteStandingOrder("o1", date, attempt, ID, today), TERMS);
    }

    private static StandingOrderExecuted executed(
            LocalDate date, int attempt, LocalDate day, @Nullable LocalDate next) {
        return new StandingOrderExecuted(date, attempt, ID, day, next);
    }

    private static StandingOrderExecutionFailed failed(
            LocalDate date, int attempt, @Nullable LocalDate again, @Nullable LocalDate next) {
        return new StandingOrderExecutionFailed(date, attempt, "insufficient_funds", again, next);
    }

    /** Both sides of the transfer, as the rules of transfers make them, and then the rest. */
    private static Change<?>[] paid(LocalDate day, StandingOrderEvent... events) {
        var booking =
                new Booking(
                        ID,
                        euros(100),
                        "Rent",
                        Timing.on(day, day),
                        Map.of("standing_order_id", "o1"));
        var changes = new ArrayList<Change<?>>();
        if (new DoubleEntry("a1", "a2", booking).decide(new Rich()) instanceof Accepted(var both)) {
            changes.addAll(both);
        }
        assertThat(changes).hasSize(2);
        changes.addAll(List.of(of(events)));
        return changes.toArray(new Change<?>[0]);
    }

    private static Change<?>[] of(StandingOrderEvent... events) {
        var changes = new ArrayList<Change<?>>();
        for (var event : events) {
            changes.add(new Change<>(ORDER, event));
        }
        return changes.toArray(new Change<?>[0]);
    }

    /** Two accounts that can do anything. */
    private record Rich() implements States {

        @Override
        @SuppressWarnings("unchecked") // Asked for accounts only.
        public <S> S of(Entity<S, ?> entity) {
            return (S) new Account.Open("Jana", null, euros(10_000), euros(0), Pending.NONE);
        }

        @Override
        public long versionOf(Entity<?, ?> entity) {
            return 1;
        }
    }

    @Test
    void an_order_is_scheduled_although_the_money_is_not_there_yet() {
        scheduling.when(schedule(TERMS)).then(of(SCHEDULED));
    }

    @Test
    void an_order_may_begin_today_and_end_with_its_first_date() {
        var once = terms("a2", euros(100), JANUARY, JANUARY);

        scheduling.when(schedule(once)).then(of(scheduled(JANUARY)));
    }

    @Test
    void an_order_is_scheduled_once() {
        scheduling
                .given(ORDER, SCHEDULED)
                .when(schedule(TERMS))
                .thenRejected(new OrderExists("o1"));
    }

    @Test
    void the_accounts_must_exist_be_open_and_differ_and_have_the_currency() {
        var unknown = terms("a3", euros(100), JANUARY, null);
        var same = terms("a1", euros(100), JANUARY, null);
        var yen = new Money(100, Currency.getInstance("JPY"));
        var other = terms("a2", yen, JANUARY, null);

        scheduling
                .when(schedule(unknown))
                .thenRejected(because(new AccountRejection.AccountNotFound("a3")));
        scheduling
                .when(schedule(same))
                .thenRejected(because(new AccountRejection.SameAccount("a1")));
        scheduling
                .when(schedule(other))
                .thenRejected(
                        because(
                                new AccountRejection.CurrencyMismatch(
                                        Currency.getInstance("EUR"), yen.currency())));
        scheduling
                .given(TO, new AccountClosed(null))
                .when(schedule(TERMS))
                .thenRejected(because(new AccountRejection.AccountClosed("a2")));
    }

    private static AccountsNotEligible because(AccountRejection reason) {
        return new AccountsNotEligible(reason);
    }

    @Test
    void the_amount_must_be_positive() {
        for (long cents : List.of(0L, -1L, Long.MIN_VALUE)) {
            scheduling
                    .when(schedule(terms("a2", euros(cents), JANUARY, null)))
                    .thenRejected(because(new AccountRejection.InvalidAmount(euros(cents))));
        }
    }

    @Test
    void the_dates_must_lie_ahead_and_in_order() {
        var yesterday = JANUARY.minusDays(1);

        scheduling
                .when(schedule(terms("a2", euros(100), yesterday, null)))
                .thenRejected(new FirstDatePassed(yesterday, JANUARY));
        scheduling
                .when(schedule(terms("a2", euros(100), JANUARY, yesterday)))
                .thenRejected(new LastDateBeforeFirst(JANUARY, yesterday));
    }

    @Test
    void of_several_reasons_that_of_the_accounts_comes_first() {
        scheduling
                .when(schedule(terms("a3", euros(0), JANUARY.minusDays(9), MARCH.minusYears(1))))
                .thenRejected(because(new AccountRejection.AccountNotFound("a3")));
    }

    @Test
    void a_date_is_paid_with_both_sides_and_names_the_next() {
        rich.when(execute(JANUARY, 1, JANUARY))
                .then(paid(JANUARY, executed(JANUARY, 1, JANUARY, FEBRUARY)));
    }

    @Test
    void a_date_that_was_missed_counts_for_its_own_day() {
        rich.when(execute(JANUARY, 1, MARCH.plusDays(40)))
                .then(paid(JANUARY, executed(JANUARY, 1, JANUARY, FEBRUARY)));
    }

    @Test
    void the_last_date_completes_the_order() {
        rich.given(ORDER, executed(JANUARY, 1, JANUARY, FEBRUARY))
                .given(ORDER, executed(FEBRUARY, 1, FEBRUARY, MARCH))
                .when(execute(MARCH, 1, MARCH))
                .then(
                        paid(
                                MARCH,
                                executed(MARCH, 1, MARCH, null),
                                new StandingOrderCompleted(MARCH)));
    }

    @Test
    void no_date_is_paid_before_its_day_or_twice_or_out_of_turn() {
        rich.when(execute(JANUARY, 1, JANUARY.minusDays(1))).thenRejected(new NotDue(JANUARY, 1));
        rich.when(execute(FEBRUARY, 1, FEBRUARY)).thenRejected(new NotDue(FEBRUARY, 1));
        rich.when(execute(JANUARY, 2, JANUARY)).thenRejected(new NotDue(JANUARY, 2));
        rich.given(ORDER, executed(JANUARY, 1, JANUARY, FEBRUARY))
                .when(execute(JANUARY, 1, MARCH))
                .thenRejected(new NotDue(JANUARY, 1));
    }

    @Test
    void without_the_money_it_is_tried_three_times_a_day_apart_and_then_given_up() {
        var second = JANUARY.plusDays(1);
        var third = second.plusDays(1);
        var first = failed(JANUARY, 1, second, FEBRUARY);
        var again = failed(JANUARY, 2, third, FEBRUARY);

        poor.when(execute(JANUARY, 1, JANUARY)).then(of(first));
        poor.given(ORDER, first).when(execute(JANUARY, 2, second)).then(of(again));
        var tried = poor.given(ORDER, first, again);
        tried.when(execute(JANUARY, 3, third)).then(of(failed(JANUARY, 3, null, FEBRUARY)));
        tried.given(ORDER, failed(JANUARY, 3, null, FEBRUARY))
                .when(execute(JANUARY, 4, MARCH))
                .thenRejected(new NotDue(JANUARY, 4));
    }

    @Test
    void the_next_attempt_follows_the_day_of_the_one_that_failed_however_late_that_was() {
        poor.when(execute(JANUARY, 1, MARCH))
                .then(of(failed(JANUARY, 1, MARCH.plusDays(1), FEBRUARY)));
    }

    @Test
    void an_attempt_that_succeeds_counts_for_its_own_day_because_before_there_was_no_money() {
        var second = JANUARY.plusDays(1);
        rich.given(ORDER, failed(JANUARY, 1, second, FEBRUARY))
                .when(execute(JANUARY, 2, second))
                .then(paid(second, executed(JANUARY, 2, second, FEBRUARY)));
    }

    @Test
    void the_last_date_given_up_completes_the_order() {
        poor.given(ORDER, failed(JANUARY, 1, null, MARCH), failed(MARCH, 1, MARCH, null))
                .given(ORDER, failed(MARCH, 2, MARCH, null))
                .when(execute(MARCH, 3, MARCH))
                .then(of(failed(MARCH, 3, null, null), new StandingOrderCompleted(MARCH)));
    }

    @Test
    void only_missing_money_is_worth_another_attempt() {
        var closed = new StandingOrderExecutionFailed(JANUARY, 1, "account_closed", null, FEBRUARY);
        var full = new StandingOrderExecutionFailed(JANUARY, 1, "balance_overflow", null, FEBRUARY);

        rich.given(TO, new AccountClosed(null)).when(execute(JANUARY, 1, JANUARY)).then(of(closed));
        new JointDeciderSpec<>(new ExecuteDecider())
                .given(ORDER, SCHEDULED)
                .given(FROM, opened(10_000, "EUR"))
                .given(TO, opened(Long.MAX_VALUE, "EUR"))
                .when(execute(JANUARY, 1, JANUARY))
                .then(of(full));
    }

    @Test
    void the_overdraft_limit_pays_too_and_not_a_cent_more() {
        rich.given(FROM, new MoneyWithdrawn(ID, euros(9_900), "", null, Map.of()))
                .when(execute(JANUARY, 1, JANUARY))
                .then(paid(JANUARY, executed(JANUARY, 1, JANUARY, FEBRUARY)));
        rich.given(FROM, new MoneyWithdrawn(ID, euros(9_901), "", null, Map.of()))
                .when(execute(JANUARY, 1, JANUARY))
                .then(of(failed(JANUARY, 1, JANUARY.plusDays(1), FEBRUARY)));
    }

    @Test
    void what_is_not_there_or_over_is_not_paid() {
        var nothing = new JointDeciderSpec<>(new ExecuteDecider());
        var unknown = new Execution(execute(JANUARY, 1, JANUARY).command(), null);

        nothing.when(unknown).thenRejected(new OrderNotFound("o1"));
        rich.given(ORDER, new StandingOrderCancelled(null))
                .when(execute(JANUARY, 1, JANUARY))
                .thenRejected(new OrderEnded("o1"));
    }

    @Test
    void an_order_that_was_known_too_late_is_no_refusal_that_would_be_remembered() {
        var late = new Execution(execute(JANUARY, 1, JANUARY).command(), null);

        assertThatThrownBy(() -> rich.when(late))
                .isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void an_order_is_cancelled_once_and_for_ever() {
        var order = new DeciderSpec<>(new StandingOrderDecider());
        var cancel = new CancelStandingOrder("o1", "moved");

        order.when(cancel).thenRejected(new OrderNotFound("o1"));
        order.given(SCHEDULED).when(cancel).then(new StandingOrderCancelled("moved"));
        order.given(SCHEDULED, new StandingOrderCancelled("moved"))
                .when(cancel)
                .thenRejected(new OrderEnded("o1"));
        order.given(SCHEDULED, new StandingOrderCompleted(MARCH))
                .when(cancel)
                .thenRejected(new OrderEnded("o1"));
    }

    @Test
    void the_state_is_what_is_due_next() {
        var order = new DeciderSpec<>(new StandingOrderDecider());
        var again = failed(JANUARY, 1, JANUARY.plusDays(1), FEBRUARY);

        order.given(SCHEDULED).isIn(new Active(TERMS, new Due(JANUARY, 1, JANUARY)));
        order.given(SCHEDULED, again)
                .isIn(new Active(TERMS, new Due(JANUARY, 2, JANUARY.plusDays(1))));
        order.given(SCHEDULED, executed(JANUARY, 1, JANUARY, FEBRUARY))
                .isIn(new Active(TERMS, new Due(FEBRUARY, 1, FEBRUARY)));
        assertThat(requireNonNull(SCHEDULED.next()).day()).isEqualTo(JANUARY);
    }

    @Test
    void a_corrupt_stream_stops_rather_than_guesses() {
        var order = new DeciderSpec<>(new StandingOrderDecider());

        assertThatThrownBy(() -> order.given(executed(JANUARY, 1, JANUARY, null)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void commands_that_cannot_be_recorded_are_not_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CancelStandingOrder("", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CancelStandingOrder("o1", "x".repeat(501)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(terms(" ", euros(1), JANUARY, null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExecuteStandingOrder("", JANUARY, 1, ID, JANUARY));
    }
}
