package dev.rastro.bank.server.ledger;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.server.ledger.analytics.Analytics;
import dev.rastro.bank.server.ledger.analytics.AnalyticsProjection;
import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.web.Routes;

/** The bank as a whole, in figures. */
public final class LedgerCapability {

    private LedgerCapability() {}

    public static Capability of(Environment bank) {
        var projection = bank.run(new AnalyticsProjection(bank.codecs().events(Accounts.CATEGORY)));
        var database = bank.database().queries();
        var trialBalance =
                new TrialBalanceQueries(
                        new TrialBalance(database, bank.queriedStore()),
                        bank.times(ReadModels.ACCOUNTS));
        var analytics =
                new AnalyticsQueries(
                        new Analytics(database),
                        bank.freshness(projection.name()),
                        bank.freshness(ReadModels.ACCOUNTS));
        return new Capability(
                Routes.of(trialBalance.routes(), analytics.routes()).all(), projection);
    }
}
