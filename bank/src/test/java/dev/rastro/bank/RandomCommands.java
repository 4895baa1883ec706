package dev.rastro.bank;

import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.account.Timing;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.transfer.Transfer;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Commands, sensible and not, about few things at a time, so that they meet. Accounts and customers
 * move on slowly, because what is closed stays closed.
 */
final class RandomCommands {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final List<Currency> OTHERS =
            List.of(Currency.getInstance("JPY"), Currency.getInstance("BHD"));
    private static final int ACCOUNTS_ALIVE = 8;
    private static final int CUSTOMERS_ALIVE = 4;

    private final Random random;
    private LocalDate today = LocalDate.of(2026, 1, 31);
    private int accounts;
    private int customers;

    RandomCommands(Random random) {
        this.random = random;
    }

    /** Only ever later. */
    LocalDate today() {
        return today;
    }

    Object next() {
        int dice = random.nextInt(100);
        if (rarely(10)) {
            today = today.plusDays(random.nextInt(1, 4));
        }
        if (dice < 12) {
            return open();
        } else if (dice < 32) {
            return new Deposit(account(), booking());
        } else if (dice < 52) {
            return new Withdraw(account(), booking());
        } else if (dice < 72) {
            return new Transfer(account(), account(), booking());
        } else if (dice < 84) {
            return new CloseAccount(account(), null, rarely(2) ? account() : null, uuid(), today);
        } else if (dice < 89) {
            return register();
        } else if (dice < 94) {
            return new ChangeAddress(customer(), address());
        }
        return new ArchiveCustomer(customer(), null);
    }

    private OpenAccount open() {
        boolean named = random.nextBoolean();
        var currency = currency();
        return new OpenAccount(
                rarely(8) ? account() : "a" + accounts++,
                named ? "Owner" : null,
                named ? null : customer(),
                currency,
                openingAmount(currency),
                openingAmount(currency),
                externalId(accounts),
                uuid(),
                timing(),
                Map.of());
    }

    private RegisterCustomer register() {
        var id = rarely(4) ? customer() : "c" + customers++;
        return new RegisterCustomer(id, "Name", address(), externalId(customers), Map.of());
    }

    private Booking booking() {
        return new Booking(uuid(), new Money(units(), currency()), "", timing(), Map.of());
    }

    /** Now and then on a day to come, and now and then on one that is too far ahead. */
    private Timing timing() {
        @Nullable LocalDate day = rarely(2) ? today.plusDays(random.nextInt(-5, 7)) : null;
        return new Timing(day, today, today.plusDays(5));
    }

    private Money openingAmount(Currency currency) {
        if (rarely(20)) {
            return new Money(units(), currency());
        }
        return new Money(random.nextInt(3) * 1_000L, currency);
    }

    private long units() {
        return switch (random.nextInt(16)) {
            case 0 -> 0;
            case 1 -> -1 - random.nextInt(1_000);
            case 2 -> Long.MAX_VALUE - random.nextInt(1_000);
            case 3 -> random.nextLong();
            default -> 1 + random.nextInt(2_000);
        };
    }

    private Currency currency() {
        return rarely(12) ? OTHERS.get(random.nextInt(OTHERS.size())) : EUR;
    }

    /** One of the newest, or the next one, which is not there yet. */
    private String account() {
        return "a" + Math.max(0, accounts - random.nextInt(ACCOUNTS_ALIVE + 1));
    }

    private String customer() {
        return "c" + Math.max(0, customers - random.nextInt(CUSTOMERS_ALIVE + 1));
    }

    private @Nullable String externalId(int newest) {
        return rarely(2) ? "x" + (newest - random.nextInt(2)) : null;
    }

    private Address address() {
        return new Address(null, random.nextBoolean() ? "Praha" : "Brno", null, null);
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    boolean rarely(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
