package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.bank.money.Money;

import java.math.BigDecimal;

/**
 * Movements of one kind.
 *
 * @param sum in minor units; each amount fits into 63 bits, and their sum need not
 */
public record Flow(long count, BigDecimal sum) {

    static final Flow NONE = new Flow(0, BigDecimal.ZERO);

    static Flow of(Money amount) {
        return new Flow(1, BigDecimal.valueOf(amount.minorUnits()));
    }

    Flow plus(Flow other) {
        return new Flow(Math.addExact(count, other.count), sum.add(other.sum));
    }
}
