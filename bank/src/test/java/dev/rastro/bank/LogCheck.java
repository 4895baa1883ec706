package dev.rastro.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customer;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.store.EventStore;

import java.math.BigInteger;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads the log as it grows, and adds up what it says. */
final class LogCheck {

    private final EventStore store;
    private final ByReference<AccountEvent> accountEvents;
    private final ByReference<CustomerEvent> customerEvents;
    private long position;

    final Map<String, Account> accounts = new HashMap<>();
    final Map<String, Customer> customers = new HashMap<>();

    /** By stream name. */
    final Map<String, Long> versions = new HashMap<>();

    /** By currency, what the world outside the bank has got from it. */
    final Map<Currency, BigInteger> outside = new HashMap<>();

    LogCheck(
            EventStore store,
            ByReference<AccountEvent> accountEvents,
            ByReference<CustomerEvent> customerEvents) {
        this.store = store;
        this.accountEvents = accountEvents;
        this.customerEvents = customerEvents;
    }

    /** Asserts that positions and versions have neither holes nor repetitions. */
    void readOn() {
        for (var event : store.readAll(position, Integer.MAX_VALUE)) {
            assertThat(event.position()).isEqualTo(++position);
            long version = versions.merge(event.stream().toString(), 1L, Long::sum);
            assertThat(event.version()).isEqualTo(version);
            switch (event.stream().category()) {
                case "account" -> readAccount(event);
                case "customer" -> readCustomer(event);
                default -> {}
            }
        }
    }

    private void readAccount(RecordedEvent recorded) {
        var evolution = Accounts.CATEGORY.evolution();
        var event = accountEvents.decode(recorded.data());
        var id = recorded.stream().id();
        var before = accounts.getOrDefault(id, evolution.initialState());
        accounts.put(id, evolution.evolve(before, event, recorded.recordedAt()));
        switch (event) {
            case AccountOpened opened -> toOutside(opened.initialDeposit(), -1);
            case MoneyDeposited deposited -> toOutside(deposited.amount(), -1);
            case MoneyWithdrawn withdrawn -> toOutside(withdrawn.amount(), 1);
            case TransferSent sent -> {}
            case TransferReceived received -> {}
            case AccountClosed closed -> {}
        }
    }

    private void readCustomer(RecordedEvent recorded) {
        var evolution = Customers.CATEGORY.evolution();
        var event = customerEvents.decode(recorded.data());
        var id = recorded.stream().id();
        var before = customers.getOrDefault(id, evolution.initialState());
        customers.put(id, evolution.evolve(before, event));
    }

    private void toOutside(Money money, int sign) {
        var units = BigInteger.valueOf(money.minorUnits()).multiply(BigInteger.valueOf(sign));
        outside.merge(money.currency(), units, BigInteger::add);
    }

    Map<String, BigInteger> balances() {
        var balances = new HashMap<String, BigInteger>();
        accounts.forEach((id, account) -> balances.put(id, balance(account)));
        return balances;
    }

    /** What accounts and the world outside have together: zero, unless money was made or lost. */
    Map<Currency, BigInteger> totals() {
        var totals = new HashMap<>(outside);
        for (var account : accounts.values()) {
            if (account instanceof Account.Open open) {
                totals.merge(open.currency(), balance(open), BigInteger::add);
            }
        }
        return totals;
    }

    Map<String, Set<String>> openAccounts() {
        var open = new HashMap<String, Set<String>>();
        customers.forEach((id, customer) -> {
            if (customer instanceof Customer.Active active) {
                open.put(id, active.openAccountIds());
            }
        });
        return open;
    }

    private static BigInteger balance(Account account) {
        return switch (account) {
            case Account.Open open -> BigInteger.valueOf(open.balance().minorUnits());
            case Account.Closed closed -> BigInteger.ZERO;
            case Account.Unopened unopened -> throw new AssertionError("has an event");
        };
    }
}
