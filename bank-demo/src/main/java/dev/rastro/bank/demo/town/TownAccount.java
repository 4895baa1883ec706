package dev.rastro.bank.demo.town;

import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.money.Money;

import java.time.LocalDate;

/** What the town believes of an account: nobody asks the bank before he spends. */
final class TownAccount {

    final OpenAccount opening;
    final LocalDate openedOn;

    /**
     * Whether others pay into it all day long. Then their payments need not keep their order, which
     * is what lets them be committed together.
     */
    final boolean busy;

    long balance;
    boolean open = true;

    TownAccount(OpenAccount opening, LocalDate openedOn, boolean busy) {
        this.opening = opening;
        this.openedOn = openedOn;
        this.busy = busy;
        this.balance = opening.initialDeposit().minorUnits();
    }

    String id() {
        return opening.accountId();
    }

    boolean affords(long amount) {
        return open && amount > 0 && amount <= balance + opening.overdraftLimit().minorUnits();
    }

    Money money(long minorUnits) {
        return new Money(minorUnits, opening.currency());
    }
}
