package dev.rastro.bank.standingorder;

import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.DoubleEntry;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.standingorder.ExecuteDecider.Execution;
import dev.rastro.bank.standingorder.StandingOrder.Active;
import dev.rastro.bank.standingorder.StandingOrder.Ended;
import dev.rastro.bank.standingorder.StandingOrder.Unscheduled;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCompleted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecuted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecutionFailed;
import dev.rastro.bank.standingorder.StandingOrderRejection.NotDue;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderEnded;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderNotFound;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;

/**
 * Pays one date, order and both accounts in one decision, so that no date can be paid twice. What
 * the accounts refuse is no rejection here but a fact: the date was tried and failed.
 */
final class ExecuteDecider implements JointDecider<Execution, StandingOrderRejection> {

    /** Once a day; then the date is given up, and the order goes on with its next. */
    static final int ATTEMPTS_MAX = 3;

    private static final String ORDER_ID = "standing_order_id";

    /**
     * @param terms of the order, looked up before, because a decision must name its entities up
     *     front; null if it was not active then
     */
    record Execution(ExecuteStandingOrder command, @Nullable Terms terms) {

        Entity<StandingOrder, StandingOrderEvent> order() {
            return StandingOrders.CATEGORY.entity(command.orderId());
        }
    }

    @Override
    public List<Entity<?, ?>> entities(Execution execution) {
        var terms = execution.terms();
        return terms == null
                ? List.of(execution.order())
                : List.of(
                        execution.order(),
                        Accounts.CATEGORY.entity(terms.fromAccountId()),
                        Accounts.CATEGORY.entity(terms.toAccountId()));
    }

    @Override
    public Decision<Change<?>, StandingOrderRejection> decide(Execution execution, States states) {
        var command = execution.command();
        return switch (states.of(execution.order())) {
            case Unscheduled unscheduled -> Decision.reject(new OrderNotFound(command.orderId()));
            case Ended ended -> Decision.reject(new OrderEnded(command.orderId()));
            case Active active -> whenActive(execution, active, states);
        };
    }

    private static Decision<Change<?>, StandingOrderRejection> whenActive(
            Execution execution, Active order, States states) {
        var command = execution.command();
        var next = order.next();
        if (next == null || !isDue(command, next)) {
            return Decision.reject(new NotDue(command.dueDate(), command.attempt()));
        }
        if (execution.terms() == null) {
            // Not a refusal, because that would be remembered: with its terms it can be paid.
            throw new ConcurrentModificationException(
                    command.orderId() + " was scheduled after its terms were looked up");
        }
        return Decision.accept(attempt(execution, order.terms(), next.day(), states));
    }

    private static boolean isDue(ExecuteStandingOrder command, Due next) {
        return next.date().equals(command.dueDate())
                && next.attempt() == command.attempt()
                && !next.day().isAfter(command.today());
    }

    private static List<Change<?>> attempt(
            Execution execution, Terms terms, LocalDate day, States states) {
        var command = execution.command();
        var booking =
                new Booking(
                        command.transactionId(),
                        terms.amount(),
                        terms.description(),
                        Timing.on(day, command.today()),
                        Map.of(ORDER_ID, command.orderId()));
        var transfer = new DoubleEntry(terms.fromAccountId(), terms.toAccountId(), booking);
        var nextDate = terms.schedule().after(command.dueDate()).orElse(null);
        var changes = new ArrayList<Change<?>>();
        var happened =
                switch (transfer.decide(states)) {
                    case Accepted<Change<?>, AccountRejection>(var moved) -> {
                        changes.addAll(moved);
                        yield executed(command, day, nextDate);
                    }
                    case Rejected<Change<?>, AccountRejection>(var reason) ->
                            failed(command, reason, nextDate);
                };
        changes.add(new Change<>(execution.order(), happened));
        if (happened.next() == null) {
            var completed = new StandingOrderCompleted(command.dueDate());
            changes.add(new Change<>(execution.order(), completed));
        }
        return changes;
    }

    private static StandingOrderEvent executed(
            ExecuteStandingOrder command, LocalDate day, @Nullable LocalDate nextDate) {
        return new StandingOrderExecuted(
                command.dueDate(), command.attempt(), command.transactionId(), day, nextDate);
    }

    private static StandingOrderEvent failed(
            ExecuteStandingOrder command, AccountRejection reason, @Nullable LocalDate nextDate) {
        boolean again =
                reason instanceof AccountRejection.InsufficientFunds
                        && command.attempt() < ATTEMPTS_MAX;
        return new StandingOrderExecutionFailed(
                command.dueDate(),
                command.attempt(),
                code(reason),
                again ? command.today().plusDays(1) : null,
                nextDate);
    }

    /** As the API names it. Recorded for ever, so it does not follow a class that is renamed. */
    private static String code(AccountRejection reason) {
        return switch (reason) {
            case AccountRejection.AccountNotFound it -> "account_not_found";
            case AccountRejection.AccountExists it -> "account_exists";
            case AccountRejection.AccountClosed it -> "account_closed";
            case AccountRejection.CustomerNotFound it -> "customer_not_found";
            case AccountRejection.CustomerArchived it -> "customer_archived";
            case AccountRejection.SameAccount it -> "same_account";
            case AccountRejection.InvalidAmount it -> "invalid_amount";
            case AccountRejection.CurrencyMismatch it -> "currency_mismatch";
            case AccountRejection.EffectiveDateInFuture it -> "effective_date_in_future";
            case AccountRejection.ExternalIdTaken it -> "external_id_taken";
            case AccountRejection.BalanceOverflow it -> "balance_overflow";
            case AccountRejection.InsufficientFunds it -> "insufficient_funds";
            case AccountRejection.EntriesPending it -> "entries_pending";
            case AccountRejection.BalanceNotZero it -> "balance_not_zero";
        };
    }
}
