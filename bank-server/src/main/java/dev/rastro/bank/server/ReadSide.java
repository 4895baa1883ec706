package dev.rastro.bank.server;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.analytics.AnalyticsProjection;
import dev.rastro.bank.server.audit.AuditProjection;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.readmodel.AccountsProjection;
import dev.rastro.bank.server.readmodel.CustomersProjection;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.standingorder.StandingOrdersProjection;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.projection.Projection;
import dev.rastro.engine.postgres.projection.ProjectionHost;

import java.util.List;

/** The read models of a running bank. */
record ReadSide(
        ProjectionHost accounts,
        ProjectionHost customers,
        ProjectionHost analytics,
        ProjectionHost audit,
        ProjectionHost standingOrders) {

    static ReadSide open(Opening opening, PostgresEventStore store, BankCodecs codecs) {
        var start = new Start(opening, store);
        return new ReadSide(
                start.run(new AccountsProjection(codecs.events(Accounts.CATEGORY))),
                start.run(new CustomersProjection(codecs.events(Customers.CATEGORY))),
                start.run(new AnalyticsProjection(codecs.events(Accounts.CATEGORY))),
                start.run(new AuditProjection()),
                start.run(new StandingOrdersProjection(codecs.events(StandingOrders.CATEGORY))));
    }

    private record Start(Opening opening, PostgresEventStore store) {

        ProjectionHost run(Projection projection) {
            var database = opening.database();
            var place =
                    new ProjectionHost.Place(
                            database.projections(), ReadModels.SCHEMA, database::hasRoom);
            return opening.keep(new ProjectionHost(place, store, projection));
        }
    }

    List<ProjectionHost> all() {
        return List.of(accounts, customers, analytics, audit, standingOrders);
    }
}
