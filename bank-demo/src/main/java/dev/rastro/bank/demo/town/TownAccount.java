package dev.rastro.bank.demo.town;

import dev.rastro.bank.money.Money;

import java.time.LocalDate;
import java.util.Currency;

/** What the town believes of an account: nobody asks the bank before he spends. */
final class TownAccount {

    private final String id;
    private final Currency currency;
    private final long limit;
    private final LocalDate since;

    /**
     * Whether others pay into it all day long. Then their payments need not keep their order, which
     * is what lets them be committed together.
     */
    private final boolean busy;

    private long balance;
    private boolean open = true;

    /** How it is opened. */
    record Opening(Money initial, Money limit, boolean busy) {}

    TownAccount(String id, LocalDate since, Opening opening) {
        this.id = id;
        this.since = since;
        this.currency = opening.initial().currency();
        this.balance = opening.initial().minorUnits();
        this.limit = opening.limit().minorUnits();
        this.busy = opening.busy();
    }

    String id() {
        return id;
    }

    long balance() {
        return balance;
    }

    long available() {
        return balance + limit;
    }

    LocalDate since() {
        return since;
    }

    boolean isBusy() {
        return busy;
    }

    boolean isOpen() {
        return open;
    }

    boolean affords(long amount) {
        return open && amount > 0 && amount <= available();
    }

    Money money(long minorUnits) {
        return new Money(minorUnits, currency);
    }

    void add(long minorUnits) {
        balance += minorUnits;
    }

    void close() {
        open = false;
    }
}
