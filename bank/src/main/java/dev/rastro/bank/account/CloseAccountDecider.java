package dev.rastro.bank.account;

import dev.rastro.bank.account.Account.Closed;
import dev.rastro.bank.account.Account.Open;
import dev.rastro.bank.account.Account.Unopened;
import dev.rastro.bank.account.AccountCommand.Close;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceNotZero;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.account.CloseAccountDecider.Closing;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Closes an account and tells its customer, after moving away what is left if the command says
 * where to; or does nothing of it. With nothing left to move, the account to sweep to must still be
 * another one, and open.
 */
final class CloseAccountDecider implements JointDecider<Closing, AccountRejection> {

    private static final String SWEEP = "Balance moved on closing";

    private final AccountDecider accounts = new AccountDecider();

    /**
     * @param customerId the account's owner, looked up before, because a decision must name its
     *     entities up front
     */
    record Closing(CloseAccount command, @Nullable String customerId) {}

    @Override
    public List<Entity<?, ?>> entities(Closing closing) {
        var command = closing.command();
        var entities = new ArrayList<Entity<?, ?>>();
        entities.add(Accounts.CATEGORY.entity(command.accountId()));
        if (closing.customerId() != null) {
            entities.add(Customers.CATEGORY.entity(closing.customerId()));
        }
        if (command.sweepTo() != null) {
            entities.add(Accounts.CATEGORY.entity(command.sweepTo()));
        }
        return entities;
    }

    @Override
    public Decision<Change<?>, AccountRejection> decide(Closing closing, States states) {
        var command = closing.command();
        var account = states.of(Accounts.CATEGORY.entity(command.accountId()));
        if (!Objects.equals(account.customerId(), closing.customerId())) {
            // Opened after its owner was looked up: at that time, it was not there.
            return Decision.reject(new AccountNotFound(command.accountId()));
        }
        return command.sweepTo() == null
                ? close(closing, account)
                : sweepAndClose(closing, account, command.sweepTo(), states);
    }

    private Decision<Change<?>, AccountRejection> close(Closing closing, Account account) {
        var wanted = closing.command();
        var command = new Close(wanted.accountId(), wanted.reason(), wanted.today());
        return switch (accounts.decide(command, account)) {
            case Accepted<AccountEvent, AccountRejection> accepted ->
                    Decision.accept(closed(closing));
            case Rejected<AccountEvent, AccountRejection>(var reason) -> Decision.reject(reason);
        };
    }

    private static Decision<Change<?>, AccountRejection> sweepAndClose(
            Closing closing, Account account, String sweepTo, States states) {
        var accountId = closing.command().accountId();
        var reasons = new ArrayList<AccountRejection>();
        addIfNotOpen(accountId, account, reasons);
        addIfNotOpen(sweepTo, states.of(Accounts.CATEGORY.entity(sweepTo)), reasons);
        if (accountId.equals(sweepTo)) {
            reasons.add(new SameAccount(accountId));
        }
        if (account instanceof Open open && open.isPendingAfter(closing.command().today())) {
            reasons.add(open.entriesPending(accountId));
        }
        if (account instanceof Open open && open.balance().isNegative()) {
            reasons.add(new BalanceNotZero(open.balance()));
        }
        return reasons.isEmpty() && account instanceof Open open
                ? moveAll(closing, open.balance(), sweepTo, states)
                : Decision.reject(AccountRejection.first(reasons));
    }

    private static void addIfNotOpen(
            String accountId, Account account, List<AccountRejection> reasons) {
        switch (account) {
            case Unopened unopened -> reasons.add(new AccountNotFound(accountId));
            case Closed closed -> reasons.add(new AccountRejection.AccountClosed(accountId));
            case Open open -> {}
        }
    }

    private static Decision<Change<?>, AccountRejection> moveAll(
            Closing closing, Money balance, String sweepTo, States states) {
        if (balance.isZero()) {
            return Decision.accept(closed(closing));
        }
        var command = closing.command();
        var booking =
                new Booking(
                        command.transactionId(),
                        balance,
                        SWEEP,
                        Timing.now(command.today()),
                        Map.of());
        var sweep = new DoubleEntry(command.accountId(), sweepTo, booking);
        return switch (sweep.decide(states)) {
            case Rejected<Change<?>, AccountRejection>(var reason) -> Decision.reject(reason);
            case Accepted<Change<?>, AccountRejection>(var moved) -> {
                var changes = new ArrayList<>(moved);
                changes.addAll(closed(closing));
                yield Decision.accept(changes);
            }
        };
    }

    private static List<Change<?>> closed(Closing closing) {
        var command = closing.command();
        var changes = new ArrayList<Change<?>>();
        changes.add(
                new Change<>(
                        Accounts.CATEGORY.entity(command.accountId()),
                        new AccountClosed(command.reason())));
        if (closing.customerId() != null) {
            changes.add(
                    new Change<>(
                            Customers.CATEGORY.entity(closing.customerId()),
                            new CustomerAccountClosed(command.accountId())));
        }
        return changes;
    }
}
