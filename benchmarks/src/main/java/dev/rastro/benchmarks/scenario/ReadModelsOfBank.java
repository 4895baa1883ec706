package dev.rastro.benchmarks.scenario;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.analytics.AnalyticsProjection;
import dev.rastro.bank.server.audit.AuditProjection;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.readmodel.AccountsProjection;
import dev.rastro.bank.server.readmodel.CustomersProjection;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The projections of the bank, and what they would be without adding up a batch in memory. */
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

    /** Writes what every single event changes, as most systems do. */
    static Projection oneByOne(Projection projection) {
        return new Projection() {
            @Override
            public String name() {
                return projection.name();
            }

            @Override
            public int version() {
                return projection.version();
            }

            @Override
            public List<String> tables() {
                return projection.tables();
            }

            @Override
            public String ddl() {
                return projection.ddl();
            }

            @Override
            public String indexes() {
                return projection.indexes();
            }

            @Override
            public boolean isPerStream() {
                return projection.isPerStream();
            }

            @Override
            public void apply(Connection connection, List<RecordedEvent> events)
                    throws SQLException {
                for (var event : events) {
                    projection.apply(connection, List.of(event));
                }
            }
        };
    }
}
