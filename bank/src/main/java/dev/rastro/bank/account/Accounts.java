package dev.rastro.bank.account;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.CloseAccountDecider.Closing;
import dev.rastro.engine.command.CommandContext;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.command.Handled;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.JointDecider;

/** Everything that can be done with one account. */
public final class Accounts {

    public static final Category<Account, AccountEvent> CATEGORY =
            new Category<>("account", new AccountDecider());

    private static final JointDecider<OpenAccount, AccountRejection> OPEN =
            new OpenAccountDecider();

    private static final JointDecider<Closing, AccountRejection> CLOSE = new CloseAccountDecider();

    private static final JointDecider<AccountCommand, AccountRejection> ONE_ACCOUNT =
            JointDecider.of(CATEGORY, new AccountDecider(), AccountCommand::accountId);

    private final CommandHandler handler;

    public Accounts(CommandHandler handler) {
        this.handler = handler;
    }

    public Handled<AccountRejection> open(
            OpenAccount command, CommandContext<AccountRejection> context) {
        return handler.handle(OPEN, command, context);
    }

    public Handled<AccountRejection> deposit(
            Deposit command, CommandContext<AccountRejection> context) {
        return handler.handle(ONE_ACCOUNT, command, context);
    }

    public Handled<AccountRejection> withdraw(
            Withdraw command, CommandContext<AccountRejection> context) {
        return handler.handle(ONE_ACCOUNT, command, context);
    }

    public Handled<AccountRejection> close(
            CloseAccount command, CommandContext<AccountRejection> context) {
        var closing = new Closing(command, newest(command.accountId()).customerId());
        return handler.handle(CLOSE, closing, context);
    }

    /**
     * Its last events may not be durable yet; good for what never changes, such as the currency.
     */
    public Account newest(String accountId) {
        return handler.newest(CATEGORY.entity(accountId));
    }
}
