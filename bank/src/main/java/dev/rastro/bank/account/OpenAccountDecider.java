package dev.rastro.bank.account;

import dev.rastro.bank.account.Account.Unopened;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountRejection.AccountExists;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.CustomerArchived;
import dev.rastro.bank.account.AccountRejection.CustomerNotFound;
import dev.rastro.bank.account.AccountRejection.ExternalIdTaken;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.customer.Customer;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.externalid.ExternalId;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Opens an account, tells its customer, and claims the external id; or does nothing of it. */
final class OpenAccountDecider implements JointDecider<OpenAccount, AccountRejection> {

    @Override
    public List<Entity<?, ?>> entities(OpenAccount command) {
        var entities = new ArrayList<Entity<?, ?>>();
        entities.add(Accounts.CATEGORY.entity(command.accountId()));
        if (command.customerId() != null) {
            entities.add(Customers.CATEGORY.entity(command.customerId()));
        }
        if (command.externalId() != null) {
            entities.addAll(claims(command.externalId()));
        }
        return entities;
    }

    @Override
    public Decision<Change<?>, AccountRejection> decide(OpenAccount command, States states) {
        var reasons = reasons(command, states);
        return reasons.isEmpty()
                ? Decision.accept(changes(command, states))
                : Decision.reject(AccountRejection.first(reasons));
    }

    private static List<AccountRejection> reasons(OpenAccount command, States states) {
        var reasons = new ArrayList<AccountRejection>();
        if (!(states.of(Accounts.CATEGORY.entity(command.accountId())) instanceof Unopened)) {
            reasons.add(new AccountExists(command.accountId()));
        }
        if (command.customerId() != null) {
            addReasonOfCustomer(command.customerId(), states, reasons);
        }
        addReasonsOfAmount(command.initialDeposit(), command, reasons);
        addReasonsOfAmount(command.overdraftLimit(), command, reasons);
        AccountDecider.tooFarAhead(command.timing()).ifPresent(reasons::add);
        var externalId = command.externalId();
        if (externalId != null
                && claims(externalId).stream().anyMatch(claim -> states.of(claim).isTaken())) {
            reasons.add(new ExternalIdTaken(externalId));
        }
        return reasons;
    }

    private static List<Entity<ExternalId, ExternalIdClaimed>> claims(String externalId) {
        return ExternalIds.claims(ExternalIds.OF_ACCOUNTS, externalId);
    }

    private static void addReasonOfCustomer(
            String customerId, States states, List<AccountRejection> reasons) {
        switch (states.of(Customers.CATEGORY.entity(customerId))) {
            case Customer.Unregistered unregistered ->
                    reasons.add(new CustomerNotFound(customerId));
            case Customer.Archived archived -> reasons.add(new CustomerArchived(customerId));
            case Customer.Active active -> {}
        }
    }

    private static void addReasonsOfAmount(
            Money amount, OpenAccount command, List<AccountRejection> reasons) {
        if (amount.isNegative()) {
            reasons.add(new InvalidAmount(amount));
        }
        if (!amount.currency().equals(command.currency())) {
            reasons.add(new CurrencyMismatch(command.currency(), amount.currency()));
        }
    }

    private static List<Change<?>> changes(OpenAccount command, States states) {
        var changes = new ArrayList<Change<?>>();
        changes.add(
                new Change<>(
                        Accounts.CATEGORY.entity(command.accountId()), opened(command, states)));
        if (command.customerId() != null) {
            changes.add(
                    new Change<>(
                            Customers.CATEGORY.entity(command.customerId()),
                            new CustomerAccountOpened(command.accountId())));
        }
        if (command.externalId() != null) {
            changes.add(
                    new Change<>(
                            claims(command.externalId()).getFirst(),
                            new ExternalIdClaimed(command.accountId())));
        }
        return changes;
    }

    private static AccountEvent opened(OpenAccount command, States states) {
        return new AccountOpened(
                ownerName(command, states),
                command.customerId(),
                command.currency(),
                command.initialDeposit(),
                command.overdraftLimit(),
                command.externalId() == null ? null : ExternalIds.normal(command.externalId()),
                command.initialDeposit().isPositive() ? command.transactionId() : null,
                command.timing().effectiveDate(),
                command.metadata());
    }

    private static String ownerName(OpenAccount command, States states) {
        if (command.customerId() != null
                && states.of(Customers.CATEGORY.entity(command.customerId()))
                        instanceof Customer.Active customer) {
            return customer.name();
        }
        return Objects.requireNonNull(command.ownerName());
    }
}
