package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.account.AccountEvent.AccountOpened;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An account as it is seen from a moment. Sums are in minor units, and may be more than a balance
 * can hold: on the effective axis the movements come in another order than the one they were
 * decided in.
 *
 * @param since its first day on the effective axis
 * @param updatedAt when the last of what is counted was recorded
 * @param version the highest one counted
 */
public record AccountAt(
        String accountId,
        AccountOpened opening,
        Instant openedAt,
        LocalDate since,
        boolean closed,
        BigDecimal totalDeposits,
        BigDecimal totalWithdrawals,
        long transactionCount,
        Instant updatedAt,
        long version) {

    public BigDecimal balance() {
        return totalDeposits.subtract(totalWithdrawals);
    }
}
