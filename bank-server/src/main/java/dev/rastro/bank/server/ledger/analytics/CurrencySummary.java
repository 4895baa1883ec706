package dev.rastro.bank.server.ledger.analytics;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * All accounts in one currency; amounts in minor units.
 *
 * @param balance of all of them together
 * @param largest open accounts, the one that holds most first
 * @param distribution of the open accounts over all buckets, also those that are empty
 */
public record CurrencySummary(
        Currency currency,
        BigDecimal balance,
        long openAccounts,
        long closedAccounts,
        List<LargeAccount> largest,
        List<Bucket> distribution) {

    public record LargeAccount(String accountId, String ownerName, BigDecimal balance) {}

    /**
     * Accounts with a balance from one bound on, and below the other.
     *
     * @param from null for no lower bound
     * @param below null for no upper bound
     * @param balance of all of them together
     */
    public record Bucket(
            @Nullable BigDecimal from,
            @Nullable BigDecimal below,
            long accounts,
            BigDecimal balance) {}
}
