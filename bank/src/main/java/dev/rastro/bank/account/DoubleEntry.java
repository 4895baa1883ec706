package dev.rastro.bank.account;

import dev.rastro.bank.account.AccountCommand.Receive;
import dev.rastro.bank.account.AccountCommand.Send;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.States;

import java.util.ArrayList;
import java.util.List;

/** Money taken from one account and given to another: both sides accept, or nothing happens. */
public record DoubleEntry(String fromAccountId, String toAccountId, Booking booking) {

    private static final AccountDecider ACCOUNTS = new AccountDecider();

    /** Both accounts must be among the {@code states}. */
    public Decision<Change<?>, AccountRejection> decide(States states) {
        var changes = new ArrayList<Change<?>>();
        var reasons = new ArrayList<AccountRejection>();
        var from = Accounts.CATEGORY.entity(fromAccountId);
        var to = Accounts.CATEGORY.entity(toAccountId);
        // Counted once, in the sender's currency, so that both sides get the same.
        var counted = booking.in(states.of(from).currency());
        var sides =
                List.of(
                        side(
                                from,
                                new Send(fromAccountId, counterparty(to, states), counted),
                                states),
                        side(
                                to,
                                new Receive(toAccountId, counterparty(from, states), counted),
                                states));
        for (var side : sides) {
            switch (side) {
                case Accepted<Change<?>, AccountRejection>(var events) -> changes.addAll(events);
                case Rejected<Change<?>, AccountRejection>(var reason) -> reasons.add(reason);
            }
        }
        if (fromAccountId.equals(toAccountId)) {
            reasons.add(new SameAccount(fromAccountId));
        }
        return reasons.isEmpty()
                ? Decision.accept(changes)
                : Decision.reject(AccountRejection.first(reasons));
    }

    private static Counterparty counterparty(Entity<Account, ?> account, States states) {
        return new Counterparty(account.id(), states.of(account).ownerName());
    }

    private static Decision<Change<?>, AccountRejection> side(
            Entity<Account, AccountEvent> account, AccountCommand command, States states) {
        return ACCOUNTS.decide(command, states.of(account))
                .map(event -> new Change<>(account, event));
    }
}
