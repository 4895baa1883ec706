package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.bank.money.Money;

import java.math.BigDecimal;

/**
 * What happened on one day in one currency.
 *
 * @param deposits from the outside world, those at an account's opening included
 * @param withdrawals to the outside world
 * @param transfers between accounts, each counted once though it has two sides
 * @param opened accounts
 * @param closed accounts
 */
public record DayFlows(Flow deposits, Flow withdrawals, Flow transfers, long opened, long closed) {

    static final DayFlows OPENING = new DayFlows(Flow.NONE, Flow.NONE, Flow.NONE, 1, 0);
    static final DayFlows CLOSING = new DayFlows(Flow.NONE, Flow.NONE, Flow.NONE, 0, 1);

    static DayFlows deposit(Money amount) {
        return new DayFlows(Flow.of(amount), Flow.NONE, Flow.NONE, 0, 0);
    }

    static DayFlows withdrawal(Money amount) {
        return new DayFlows(Flow.NONE, Flow.of(amount), Flow.NONE, 0, 0);
    }

    static DayFlows transfer(Money amount) {
        return new DayFlows(Flow.NONE, Flow.NONE, Flow.of(amount), 0, 0);
    }

    DayFlows plus(DayFlows other) {
        return new DayFlows(
                deposits.plus(other.deposits),
                withdrawals.plus(other.withdrawals),
                transfers.plus(other.transfers),
                opened + other.opened,
                closed + other.closed);
    }

    /** What came in, less what went out; transfers stay inside. */
    public BigDecimal net() {
        return deposits.sum().subtract(withdrawals.sum());
    }
}
