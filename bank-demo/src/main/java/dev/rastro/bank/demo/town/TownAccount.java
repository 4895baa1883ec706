package dev.rastro.bank.demo.town;

import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.money.Money;

import java.time.LocalDate;

/** What the town believes of an account: nobody asks the bank before he spends. */
final class TownAccount {

    private final OpenAccount opening;
    private final LocalDate openedOn;
    private final boolean busy;

    private long balance;
    private boolean open = true;

    /**
     * @param busy whether others pay into it all day long. Then their payments need not keep their
     *     order, which is what lets them be committed together.
     */
    TownAccount(OpenAccount opening, LocalDate openedOn, boolean busy) {
        this.opening = opening;
        this.openedOn = openedOn;
        this.busy = busy;
        this.balance = opening.initialDeposit().minorUnits();
    }

    String id() {
        return opening.accountId();
    }

    LocalDate openedOn() {
        return openedOn;
    }

    boolean isBusy() {
        return busy;
    }

    long balance() {
        return balance;
    }

    boolean isOpen() {
        return open;
    }

    boolean affords(long amount) {
        return open && amount > 0 && amount <= balance + opening.overdraftLimit().minorUnits();
    }

    Money money(long minorUnits) {
        return new Money(minorUnits, opening.currency());
    }

    void add(long minorUnits) {
        balance += minorUnits;
    }

    void close() {
        open = false;
    }
}
