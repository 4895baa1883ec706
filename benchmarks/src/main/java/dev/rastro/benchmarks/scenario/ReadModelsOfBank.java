package dev.rastro.benchmarks.scenario;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.analytics.AnalyticsProjection;
import dev.rastro.bank.server.audit.AuditProjection;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.readmodel.AccountsProjection;
import dev.rastro.bank.server.readmodel.CustomersProjection;
import dev.rastro.engine.postgres.projection.Projection;

import java.util.List;

/** The projections of the bank. */
final class ReadModelsOfBank {

    private ReadModelsOfBank() {}

    static List<Projection> all() {
        var codecs = new BankCodecs();
        return List.of(
                new AccountsProjection(codecs.events(Accounts.CATEGORY)),
                new CustomersProjection(codecs.events(Customers.CATEGORY)),
                new AnalyticsProjection(codecs.events(Accounts.CATEGORY)),
                new AuditProjection());
    }
}
