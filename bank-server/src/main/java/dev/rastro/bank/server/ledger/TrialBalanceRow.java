package dev.rastro.bank.server.ledger;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * One currency of the trial balance, in minor units.
 *
 * @param accounts what all accounts hold together
 * @param outsideWorld what the rest of the world holds, seen as one more account: less what came
 *     in, plus what went out
 * @param accountCount accounts with at least one movement that is counted
 */
record TrialBalanceRow(
        Currency currency, BigDecimal accounts, BigDecimal outsideWorld, long accountCount) {

    /** Zero, or money was made or lost. */
    BigDecimal sum() {
        return accounts.add(outsideWorld);
    }
}
