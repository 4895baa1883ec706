package dev.rastro.bank.server.ledger;

import static dev.rastro.bank.server.shared.query.MinorUnits.decimal;

/** One currency as clients see it; the components are the members of the JSON. */
record TrialBalanceView(
        String currency, String accounts, String outsideWorld, String sum, long accountCount) {

    static TrialBalanceView of(TrialBalanceRow row) {
        var currency = row.currency();
        return new TrialBalanceView(
                currency.getCurrencyCode(),
                decimal(row.accounts(), currency),
                decimal(row.outsideWorld(), currency),
                decimal(row.sum(), currency),
                row.accountCount());
    }
}
