package dev.rastro.bank.transfer;

import dev.rastro.bank.account.AccountRejection;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.decider.JointDecider;

/** Everything that can be done between accounts. */
public final class Transfers {

    private static final JointDecider<Transfer, AccountRejection> TRANSFER = new TransferDecider();

    private final CommandHandler handler;

    public Transfers(CommandHandler handler) {
        this.handler = handler;
    }

    public Handled<AccountRejection> transfer(
            Transfer command, CommandContext<AccountRejection> context) {
        return handler.handle(TRANSFER, command, context);
    }
}
