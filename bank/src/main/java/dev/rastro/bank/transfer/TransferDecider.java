package dev.rastro.bank.transfer;

import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.DoubleEntry;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;

import java.util.List;

/** The rules of both accounts hold, or nothing happens. */
final class TransferDecider implements JointDecider<Transfer, AccountRejection> {

    @Override
    public List<Entity<?, ?>> entities(Transfer command) {
        return List.of(
                Accounts.CATEGORY.entity(command.fromAccountId()),
                Accounts.CATEGORY.entity(command.toAccountId()));
    }

    @Override
    public Decision<Change<?>, AccountRejection> decide(Transfer command, States states) {
        return new DoubleEntry(command.fromAccountId(), command.toAccountId(), command.booking())
                .decide(states);
    }
}
