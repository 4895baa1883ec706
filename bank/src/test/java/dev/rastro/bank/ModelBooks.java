package dev.rastro.bank;

import static java.util.Objects.requireNonNull;

import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@link BankModel} remembers. */
final class ModelBooks {

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    static final class ModelAccount {
        @Nullable String customerId;
        Currency currency;
        BigInteger balance;
        BigInteger overdraftLimit;
        final TreeMap<LocalDate, BigInteger> later = new TreeMap<>();
        boolean closed;

        ModelAccount(OpenAccount command) {
            customerId = command.customerId();
            currency = command.currency();
            balance = units(command.initialDeposit());
            overdraftLimit = units(command.overdraftLimit());
            later(balance, command.timing());
        }

        private void later(BigInteger change, Timing timing) {
            var day = timing.effectiveDate();
            if (day != null && day.isAfter(timing.today())) {
                later.merge(day, change, BigInteger::add);
            }
        }

        /** The balances at the ends of this day and of all later ones on which it changes. */
        Stream<BigInteger> from(LocalDate today) {
            return Stream.concat(Stream.of(today), later.tailMap(today, false).keySet().stream())
                    .map(this::at);
        }

        private BigInteger at(LocalDate day) {
            var toCome = later.tailMap(day, false).values().stream();
            return balance.subtract(toCome.reduce(BigInteger.ZERO, BigInteger::add));
        }
    }

    static final class ModelCustomer {
        Address address;
        boolean archived;
        final Set<String> openAccounts = new HashSet<>();

        ModelCustomer(Address address) {
            this.address = address;
        }
    }

    final Map<String, ModelAccount> accounts = new HashMap<>();
    final Map<String, ModelCustomer> customers = new HashMap<>();
    private final Set<String> externalIds = new HashSet<>();

    /** By stream name, how many events there should be. */
    final Map<String, Long> versions = new HashMap<>();

    /** By currency, what the world outside the bank has got from it. */
    final Map<Currency, BigInteger> outside = new HashMap<>();

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

    boolean overflows(String accountId, BigInteger more, LocalDate today) {
        return account(accountId).from(today).anyMatch(it -> it.add(more).compareTo(MOST) > 0);
    }

    BigInteger available(String accountId, LocalDate today) {
        var account = account(accountId);
        var lowest = account.from(today).min(Comparator.naturalOrder()).orElseThrow();
        return lowest.add(account.overdraftLimit);
    }

    void book(String accountId, BigInteger change, Timing timing) {
        account(accountId).later(change, timing);
        account(accountId).balance = account(accountId).balance.add(change);
        event("account-" + accountId);
    }

    void fromOutside(Money money) {
        outside.merge(money.currency(), units(money).negate(), BigInteger::add);
    }

    boolean claim(String prefix, @Nullable String externalId) {
        if (externalId == null) {
            return true;
        }
        if (!externalIds.add(prefix + externalId)) {
            return false;
        }
        event(prefix + externalId);
        return true;
    }

    void event(String stream) {
        versions.merge(stream, 1L, Long::sum);
    }

    ModelAccount account(String id) {
        return requireNonNull(accounts.get(id));
    }

    ModelCustomer customer(String id) {
        return requireNonNull(customers.get(id));
    }

    static BigInteger units(Money money) {
        return BigInteger.valueOf(money.minorUnits());
    }
}
