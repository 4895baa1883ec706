package dev.rastro.bank.account;

import dev.rastro.bank.account.AccountCommand.Receive;
import dev.rastro.bank.account.AccountCommand.Send;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
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
        for (var command : sides(states)) {
            switch (side(command, states)) {
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

    private List<AccountCommand> sides(States states) {
        return List.of(
                new Send(fromAccountId, counterparty(toAccountId, states), booking),
                new Receive(toAccountId, counterparty(fromAccountId, states), booking));
    }

    private static Counterparty counterparty(String accountId, States states) {
        var account = states.of(Accounts.CATEGORY.entity(accountId));
        return new Counterparty(accountId, account.ownerName());
    }

    private static Decision<Change<?>, AccountRejection> side(
            AccountCommand command, States states) {
        var account = Accounts.CATEGORY.entity(command.accountId());
        return ACCOUNTS.decide(command, states.of(account))
                .map(event -> new Change<>(account, event));
    }
}
