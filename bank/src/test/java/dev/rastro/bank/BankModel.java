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
import dev.rastro.bank.account.AccountRejection.EffectiveDateInFuture;
import dev.rastro.bank.account.AccountRejection.EntriesPending;
import dev.rastro.bank.account.AccountRejection.ExternalIdTaken;
import dev.rastro.bank.account.AccountRejection.InsufficientFunds;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.account.AccountRejection.SameAccount;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.account.Timing;
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
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the bank should do, told once more: unbounded numbers in maps, changed in place, one long
 * list of conditions per command. Shares no rule with the bank.
 */
final class BankModel {

    final ModelBooks books = new ModelBooks();

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

    private @Nullable Object open(OpenAccount command) {
        if (books.accounts.containsKey(command.accountId())) {
            return new AccountExists(command.accountId());
        }
        var customerId = command.customerId();
        if (customerId != null && !books.customers.containsKey(customerId)) {
            return new CustomerNotFound(customerId);
        }
        if (customerId != null && books.customer(customerId).archived) {
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
        if (isTooFarAhead(command.timing())) {
            return tooFarAhead(command.timing());
        }
        if (!books.claim("account_external_id-", command.externalId())) {
            return new ExternalIdTaken(requireNonNull(command.externalId()));
        }
        books.accounts.put(command.accountId(), new ModelBooks.ModelAccount(command));
        books.event("account-" + command.accountId());
        books.fromOutside(command.initialDeposit());
        if (customerId != null) {
            books.customer(customerId).openAccounts.add(command.accountId());
            books.event("customer-" + customerId);
        }
        return null;
    }

    private @Nullable Object deposit(Deposit command) {
        var money = (Money) command.booking().amount();
        var timing = command.booking().timing();
        var refusal = refusal(command.accountId(), money, timing);
        if (refusal != null) {
            return refusal;
        }
        if (books.overflows(command.accountId(), ModelBooks.units(money), timing.today())) {
            return new BalanceOverflow(command.accountId());
        }
        books.book(command.accountId(), ModelBooks.units(money), timing);
        books.fromOutside(money);
        return null;
    }

    private @Nullable Object withdraw(Withdraw command) {
        var money = (Money) command.booking().amount();
        var timing = command.booking().timing();
        var refusal = refusal(command.accountId(), money, timing);
        if (refusal != null) {
            return refusal;
        }
        if (ModelBooks.units(money).compareTo(books.available(command.accountId(), timing.today()))
                > 0) {
            return insufficient(command.accountId(), timing.today());
        }
        books.book(command.accountId(), ModelBooks.units(money).negate(), timing);
        books.outside.merge(money.currency(), ModelBooks.units(money), BigInteger::add);
        return null;
    }

    private @Nullable Object transfer(Transfer command) {
        var from = command.fromAccountId();
        var to = command.toAccountId();
        var money = (Money) command.booking().amount();
        var notOpen = notOpen(from, to);
        if (notOpen != null) {
            return notOpen;
        }
        if (money.minorUnits() <= 0) {
            return new InvalidAmount(money);
        }
        for (var id : new String[] {from, to}) {
            if (books.account(id).currency != money.currency()) {
                return new CurrencyMismatch(books.account(id).currency, money.currency());
            }
        }
        var timing = command.booking().timing();
        if (isTooFarAhead(timing)) {
            return tooFarAhead(timing);
        }
        if (books.overflows(to, ModelBooks.units(money), timing.today())) {
            return new BalanceOverflow(to);
        }
        if (ModelBooks.units(money).compareTo(books.available(from, timing.today())) > 0) {
            return insufficient(from, timing.today());
        }
        books.book(from, ModelBooks.units(money).negate(), timing);
        books.book(to, ModelBooks.units(money), timing);
        return null;
    }

    private @Nullable Object close(CloseAccount command) {
        var id = command.accountId();
        var target = command.sweepTo();
        var notOpen = target == null ? notOpen(id) : notOpen(id, target);
        if (notOpen != null) {
            return notOpen;
        }
        var account = books.account(id);
        var today = command.today();
        if (!account.later.tailMap(today, false).isEmpty()) {
            return new EntriesPending(id, account.later.lastKey());
        }
        var balance = account.balance;
        if (balance.signum() < 0 || (target == null && balance.signum() > 0)) {
            return new BalanceNotZero(new Money(balance.longValueExact(), account.currency));
        }
        if (target != null && balance.signum() > 0) {
            if (books.account(target).currency != account.currency) {
                return new CurrencyMismatch(books.account(target).currency, account.currency);
            }
            if (books.overflows(target, balance, today)) {
                return new BalanceOverflow(target);
            }
            books.book(id, balance.negate(), Timing.now(today));
            books.book(target, balance, Timing.now(today));
        }
        account.closed = true;
        books.event("account-" + id);
        if (account.customerId != null) {
            books.customer(account.customerId).openAccounts.remove(id);
            books.event("customer-" + account.customerId);
        }
        return null;
    }

    private @Nullable Object register(RegisterCustomer command) {
        if (books.customers.containsKey(command.customerId())) {
            return new CustomerExists(command.customerId());
        }
        if (!books.claim("customer_external_id-", command.externalId())) {
            return new CustomerRejection.ExternalIdTaken(requireNonNull(command.externalId()));
        }
        books.customers.put(command.customerId(), new ModelBooks.ModelCustomer(command.address()));
        books.event("customer-" + command.customerId());
        return null;
    }

    private @Nullable Object changeAddress(ChangeAddress command) {
        var gone = gone(command.customerId());
        if (gone != null) {
            return gone;
        }
        var customer = books.customer(command.customerId());
        if (!customer.address.equals(command.address())) {
            customer.address = command.address();
            books.event("customer-" + command.customerId());
        }
        return null;
    }

    private @Nullable Object archive(ArchiveCustomer command) {
        var gone = gone(command.customerId());
        if (gone != null) {
            return gone;
        }
        var customer = books.customer(command.customerId());
        if (!customer.openAccounts.isEmpty()) {
            return new OpenAccounts(customer.openAccounts.size());
        }
        customer.archived = true;
        books.event("customer-" + command.customerId());
        return null;
    }

    private @Nullable Object gone(String customerId) {
        if (!books.customers.containsKey(customerId)) {
            return new CustomerRejection.CustomerNotFound(customerId);
        }
        return books.customer(customerId).archived
                ? new CustomerRejection.CustomerArchived(customerId)
                : null;
    }

    private @Nullable Object refusal(String accountId, Money money, Timing timing) {
        var notOpen = notOpen(accountId);
        if (notOpen != null) {
            return notOpen;
        }
        if (money.minorUnits() <= 0) {
            return new InvalidAmount(money);
        }
        if (books.account(accountId).currency != money.currency()) {
            return new CurrencyMismatch(books.account(accountId).currency, money.currency());
        }
        return isTooFarAhead(timing) ? tooFarAhead(timing) : null;
    }

    private static boolean isTooFarAhead(Timing timing) {
        var day = timing.effectiveDate();
        return day != null && day.isAfter(timing.latest());
    }

    private static Object tooFarAhead(Timing timing) {
        return new EffectiveDateInFuture(requireNonNull(timing.effectiveDate()), timing.latest());
    }

    private @Nullable Object notOpen(String... accountIds) {
        for (var id : accountIds) {
            if (!books.accounts.containsKey(id)) {
                return new AccountNotFound(id);
            }
        }
        for (var id : accountIds) {
            if (books.account(id).closed) {
                return new AccountClosed(id);
            }
        }
        return accountIds.length == 2 && accountIds[0].equals(accountIds[1])
                ? new SameAccount(accountIds[0])
                : null;
    }

    private Object insufficient(String accountId, LocalDate today) {
        var available =
                new Money(
                        books.available(accountId, today).longValueExact(),
                        books.account(accountId).currency);
        return new InsufficientFunds(available);
    }
}
