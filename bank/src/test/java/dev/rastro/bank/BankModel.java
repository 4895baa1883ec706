package dev.rastro.bank;

import static java.util.Objects.requireNonNull;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountRejection.AccountClosed;
import dev.rastro.bank.account.AccountRejection.AccountExists;
import dev.rastro.bank.account.AccountRejection.AccountNotFound;
import dev.rastro.bank.account.AccountRejection.BalanceNotZero;
import dev.rastro.bank.account.AccountRejection.BalanceOverflow;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.CustomerArchived;
import dev.rastro.bank.account.AccountRejection.CustomerNotFound;
import dev.rastro.bank.account.AccountRejection.ExternalIdTaken;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerRejection;
import dev.rastro.bank.customer.CustomerRejection.CustomerExists;
import dev.rastro.bank.customer.CustomerRejection.OpenAccounts;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.transfer.Transfer;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the bank should do, told once more: unbounded numbers in maps, changed in place, one long
 * list of conditions per command. Shares no rule with the bank.
 */
final class BankModel {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private static final class ModelAccount {
        @Nullable String customerId;
        Currency currency;
        BigInteger balance;
        BigInteger overdraftLimit;
        boolean closed;

        ModelAccount(OpenAccount command) {
            customerId = command.customerId();
            currency = command.currency();
            balance = units(command.initialDeposit());
            overdraftLimit = units(command.overdraftLimit());
        }
    }

    private static final class ModelCustomer {
        Address address;
        boolean archived;
        final Set<String> openAccounts = new HashSet<>();

        ModelCustomer(Address address) {
            this.address = address;
        }
    }

    private final Map<String, ModelAccount> accounts = new HashMap<>();
    private final Map<String, ModelCustomer> customers = new HashMap<>();
    private final Set<String> externalIds = new HashSet<>();

    /** By stream name, how many events there should be. */
    final Map<String, Long> versions = new HashMap<>();

    /** By currency, what the world outside the bank has got from it. */
    final Map<Currency, BigInteger> outside = new HashMap<>();

    /** The reason for a refusal; empty if the command is accepted. */
    Optional<Object> apply(Object command) {
        return Optional.ofNullable(
                switch (command) {
                    case OpenAccount open -> open(open);
                    case Deposit deposit -> deposit(deposit);
                    case Withdraw withdraw -> withdraw(withdraw);
                    case CloseAccount close -> close(close);
                    case Transfer transfer -> transfer(transfer);
                    case RegisterCustomer register -> register(register);
                    case ChangeAddress change -> changeAddress(change);
                    case ArchiveCustomer archive -> archive(archive);
                    default -> throw new IllegalArgumentException(command.toString());
                });
    }

    Map<String, BigInteger> balances() {
        var balances = new HashMap<String, BigInteger>();
        accounts.forEach((id, account) -> balances.put(id, account.balance));
        return balances;
    }

    /** By id, the ids of the open accounts of each customer who is not archived. */
    Map<String, Set<String>> openAccounts() {
        var open = new HashMap<String, Set<String>>();
        customers.forEach((id, customer) -> {
            if (!customer.archived) {
                open.put(id, customer.openAccounts);
            }
        });
        return open;
    }

    private @Nullable Object open(OpenAccount command) {
        if (accounts.containsKey(command.accountId())) {
            return new AccountExists(command.accountId());
        }
        var customerId = command.customerId();
        if (customerId != null && !customers.containsKey(customerId)) {
            return new CustomerNotFound(customerId);
        }
        if (customerId != null && customer(customerId).archived) {
            return new CustomerArchived(customerId);
        }
        if (command.initialDeposit().minorUnits() < 0) {
            return new InvalidAmount(command.initialDeposit());
        }
        if (command.overdraftLimit().minorUnits() < 0) {
            return new InvalidAmount(command.overdraftLimit());
        }
        for (var money : new Money[] {command.initialDeposit(), command.overdraftLimit()}) {
            if (money.currency() != command.currency()) {
                return new CurrencyMismatch(command.currency(), money.currency());
            }
        }
        if (!claim("account_external_id-", command.externalId())) {
            return new ExternalIdTaken(requireNonNull(command.externalId()));
        }
        accounts.put(command.accountId(), new ModelAccount(command));
        event("account-" + command.accountId());
        fromOutside(command.initialDeposit());
        if (customerId != null) {
            customer(customerId).openAccounts.add(command.accountId());
            event("customer-" + customerId);
        }
        return null;
    }

    private @Nullable Object deposit(Deposit command) {
        var money = command.booking().amount();
        var refusal = refusal(command.accountId(), money);
        if (refusal != null) {
            return refusal;
        }
        if (overflows(command.accountId(), units(money))) {
            return new BalanceOverflow(command.accountId());
        }
        book(command.accountId(), units(money));
        fromOutside(money);
        return null;
    }

    private @Nullable Object withdraw(Withdraw command) {
        var money = command.booking().amount();
        var refusal = refusal(command.accountId(), money);
        if (refusal != null) {
            return refusal;
        }
        if (units(money).compareTo(available(command.accountId())) > 0) {
            return insufficient(command.accountId());
        }
        book(command.accountId(), units(money).negate());
        outside.merge(money.currency(), units(money), BigInteger::add);
        return null;
    }

    private @Nullable Object transfer(Transfer command) {
        var from = command.fromAccountId();
        var to = command.toAccountId();
        var money = command.booking().amount();
        var notOpen = notOpen(from, to);
        if (notOpen != null) {
            return notOpen;
        }
        if (money.minorUnits() <= 0) {
            return new InvalidAmount(money);
        }
        for (var id : new String[] {from, to}) {
            if (account(id).currency != money.currency()) {
                return new CurrencyMismatch(account(id).currency, money.currency());
            }
        }
        if (overflows(to, units(money))) {
            return new BalanceOverflow(to);
        }
        if (units(money).compareTo(available(from)) > 0) {
            return insufficient(from);
        }
        book(from, units(money).negate());
        book(to, units(money));
        return null;
    }

    private @Nullable Object close(CloseAccount command) {
        var id = command.accountId();
        var target = command.sweepTo();
        var notOpen = target == null ? notOpen(id) : notOpen(id, target);
        if (notOpen != null) {
            return notOpen;
        }
        var account = account(id);
        var balance = account.balance;
        if (balance.signum() < 0 || (target == null && balance.signum() > 0)) {
            return new BalanceNotZero(new Money(balance.longValueExact(), account.currency));
        }
        if (target != null && balance.signum() > 0) {
            if (account(target).currency != account.currency) {
                return new CurrencyMismatch(account(target).currency, account.currency);
            }
            if (overflows(target, balance)) {
                return new BalanceOverflow(target);
            }
            book(id, balance.negate());
            book(target, balance);
        }
        account.closed = true;
        event("account-" + id);
        if (account.customerId != null) {
            customer(account.customerId).openAccounts.remove(id);
            event("customer-" + account.customerId);
        }
        return null;
    }

    private @Nullable Object register(RegisterCustomer command) {
        if (customers.containsKey(command.customerId())) {
            return new CustomerExists(command.customerId());
        }
        if (!claim("customer_external_id-", command.externalId())) {
            return new CustomerRejection.ExternalIdTaken(requireNonNull(command.externalId()));
        }
        customers.put(command.customerId(), new ModelCustomer(command.address()));
        event("customer-" + command.customerId());
        return null;
    }

    private @Nullable Object changeAddress(ChangeAddress command) {
        var gone = gone(command.customerId());
        if (gone != null) {
            return gone;
        }
        var customer = customer(command.customerId());
        if (!customer.address.equals(command.address())) {
            customer.address = command.address();
            event("customer-" + command.customerId());
        }
        return null;
    }

    private @Nullable Object archive(ArchiveCustomer command) {
        var gone = gone(command.customerId());
        if (gone != null) {
            return gone;
        }
        var customer = customer(command.customerId());
        if (!customer.openAccounts.isEmpty()) {
            return new OpenAccounts(customer.openAccounts.size());
        }
        customer.archived = true;
        event("customer-" + command.customerId());
        return null;
    }

    private @Nullable Object gone(String customerId) {
        if (!customers.containsKey(customerId)) {
            return new CustomerRejection.CustomerNotFound(customerId);
        }
        return customer(customerId).archived
                ? new CustomerRejection.CustomerArchived(customerId)
                : null;
    }

    private @Nullable Object refusal(String accountId, Money money) {
        var notOpen = notOpen(accountId);
        if (notOpen != null) {
            return notOpen;
        }
        if (money.minorUnits() <= 0) {
            return new InvalidAmount(money);
        }
        return account(accountId).currency == money.currency()
                ? null
                : new CurrencyMismatch(account(accountId).currency, money.currency());
    }

    private @Nullable Object notOpen(String... accountIds) {
        for (var id : accountIds) {
            if (!accounts.containsKey(id)) {
                return new AccountNotFound(id);
            }
        }
        for (var id : accountIds) {
            if (account(id).closed) {
                return new AccountClosed(id);
            }
        }
        return accountIds.length == 2 && accountIds[0].equals(accountIds[1])
                ? new SameAccount(accountIds[0])
                : null;
    }

    private boolean overflows(String accountId, BigInteger more) {
        return account(accountId).balance.add(more).compareTo(MOST) > 0;
    }

    private BigInteger available(String accountId) {
        var account = account(accountId);
        return account.balance.add(account.overdraftLimit);
    }

    private Object insufficient(String accountId) {
        var available =
                new Money(available(accountId).longValueExact(), account(accountId).currency);
        return new InsufficientFunds(available);
    }

    private void book(String accountId, BigInteger change) {
        account(accountId).balance = account(accountId).balance.add(change);
        event("account-" + accountId);
    }

    private void fromOutside(Money money) {
        outside.merge(money.currency(), units(money).negate(), BigInteger::add);
    }

    private boolean claim(String prefix, @Nullable String externalId) {
        if (externalId == null) {
            return true;
        }
        if (!externalIds.add(prefix + externalId)) {
            return false;
        }
        event(prefix + externalId);
        return true;
    }

    private void event(String stream) {
        versions.merge(stream, 1L, Long::sum);
    }

    private ModelAccount account(String id) {
        return requireNonNull(accounts.get(id));
    }

    private ModelCustomer customer(String id) {
        return requireNonNull(customers.get(id));
    }

    private static BigInteger units(Money money) {
        return BigInteger.valueOf(money.minorUnits());
    }
}
