package dev.rastro.bank.server.ledger;

import static dev.rastro.bank.server.shared.query.MinorUnits.decimal;

import dev.rastro.bank.server.ledger.analytics.CurrencySummary;
import dev.rastro.bank.server.ledger.analytics.CurrencySummary.Bucket;
import dev.rastro.bank.server.ledger.analytics.CurrencySummary.LargeAccount;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/** The accounts of one currency as clients see them; the components are the members of the JSON. */
record SummaryView(
        String currency,
        String balance,
        AccountsView accounts,
        List<LargeAccountView> largestAccounts,
        List<BucketView> distribution) {

    record AccountsView(long open, long closed) {}

    record LargeAccountView(String accountId, String ownerName, String balance) {}

    record BucketView(
            @Nullable String from, @Nullable String below, long accounts, String balance) {}

    static SummaryView of(CurrencySummary summary) {
        var currency = summary.currency();
        return new SummaryView(
                currency.getCurrencyCode(),
                decimal(summary.balance(), currency),
                new AccountsView(summary.openAccounts(), summary.closedAccounts()),
                summary.largest().stream().map(it -> large(it, currency)).toList(),
                summary.distribution().stream().map(it -> bucket(it, currency)).toList());
    }

    private static LargeAccountView large(LargeAccount account, Currency currency) {
        return new LargeAccountView(
                account.accountId(), account.ownerName(), decimal(account.balance(), currency));
    }

    private static BucketView bucket(Bucket bucket, Currency currency) {
        return new BucketView(
                bound(bucket.from(), currency),
                bound(bucket.below(), currency),
                bucket.accounts(),
                decimal(bucket.balance(), currency));
    }

    private static @Nullable String bound(@Nullable BigDecimal bound, Currency currency) {
        return bound == null ? null : decimal(bound, currency);
    }
}
