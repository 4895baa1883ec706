package dev.rastro.bank.standingorder;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.standingorder.StandingOrder.Unscheduled;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;
import dev.rastro.bank.standingorder.StandingOrderRejection.AccountsNotEligible;
import dev.rastro.bank.standingorder.StandingOrderRejection.FirstDatePassed;
import dev.rastro.bank.standingorder.StandingOrderRejection.LastDateBeforeFirst;
import dev.rastro.bank.standingorder.StandingOrderRejection.OrderExists;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Only between two open accounts of the amount's currency; the money need not be there yet. */
final class ScheduleDecider implements JointDecider<ScheduleStandingOrder, StandingOrderRejection> {

    @Override
    public List<Entity<?, ?>> entities(ScheduleStandingOrder command) {
        return List.of(
                StandingOrders.CATEGORY.entity(command.orderId()),
                Accounts.CATEGORY.entity(command.terms().fromAccountId()),
                Accounts.CATEGORY.entity(command.terms().toAccountId()));
    }

    @Override
    public Decision<Change<?>, StandingOrderRejection> decide(
            ScheduleStandingOrder command, States states) {
        var order = StandingOrders.CATEGORY.entity(command.orderId());
        if (!(states.of(order) instanceof Unscheduled)) {
            return Decision.reject(new OrderExists(command.orderId()));
        }
        return ofAccounts(command.terms(), states)
                .or(() -> ofDates(command))
                .map(Decision::<Change<?>, StandingOrderRejection>reject)
                .orElseGet(() -> Decision.accept(new Change<>(order, scheduled(command.terms()))));
    }

    private static Optional<StandingOrderRejection> ofAccounts(Terms terms, States states) {
        var reasons = new ArrayList<AccountRejection>();
        addReasonOf(terms.fromAccountId(), terms, states, reasons);
        addReasonOf(terms.toAccountId(), terms, states, reasons);
        if (terms.fromAccountId().equals(terms.toAccountId())) {
            reasons.add(new SameAccount(terms.fromAccountId()));
        }
        if (!terms.amount().isPositive()) {
            reasons.add(new InvalidAmount(terms.amount()));
        }
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(new AccountsNotEligible(AccountRejection.first(reasons)));
    }

    private static void addReasonOf(
            String accountId, Terms terms, States states, List<AccountRejection> reasons) {
        var currency = terms.amount().currency();
        switch (states.of(Accounts.CATEGORY.entity(accountId))) {
            case Account.Unopened unopened -> reasons.add(new AccountNotFound(accountId));
            case Account.Closed closed ->
                    reasons.add(new AccountRejection.AccountClosed(accountId));
            case Account.Open open when !open.currency().equals(currency) ->
                    reasons.add(new CurrencyMismatch(open.currency(), currency));
            case Account.Open open -> {}
        }
    }

    private static Optional<StandingOrderRejection> ofDates(ScheduleStandingOrder command) {
        var schedule = command.terms().schedule();
        if (schedule.firstDate().isBefore(command.today())) {
            return Optional.of(new FirstDatePassed(schedule.firstDate(), command.today()));
        }
        var lastDate = schedule.lastDate();
        return lastDate != null && lastDate.isBefore(schedule.firstDate())
                ? Optional.of(new LastDateBeforeFirst(schedule.firstDate(), lastDate))
                : Optional.empty();
    }

    private static StandingOrderEvent scheduled(Terms terms) {
        return new StandingOrderScheduled(
                terms.fromAccountId(),
                terms.toAccountId(),
                terms.amount(),
                terms.description(),
                terms.schedule().firstDate(),
                terms.schedule().interval(),
                terms.schedule().lastDate());
    }
}
