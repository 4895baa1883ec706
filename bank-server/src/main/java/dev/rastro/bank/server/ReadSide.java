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
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.projection.Projection;

import java.util.List;
import java.util.function.Function;

import javax.sql.DataSource;

/** The read models, each with what keeps it up to date in this process. */
record ReadSide(
        ProjectionHost accounts,
        ProjectionHost customers,
        ProjectionHost analytics,
        ProjectionHost audit,
        ProjectionHost standingOrders) {

    /** To be closed by the stack, as many as were started. */
    static ReadSide start(
            ClosingStack opened, DataSource pool, PostgresEventStore store, BankCodecs codecs) {
        Function<Projection, ProjectionHost> host =
                projection ->
                        opened.push(new ProjectionHost(pool, store, ReadModels.SCHEMA, projection));
        return new ReadSide(
                host.apply(new AccountsProjection(codecs.events(Accounts.CATEGORY))),
                host.apply(new CustomersProjection(codecs.events(Customers.CATEGORY))),
                host.apply(new AnalyticsProjection(codecs.events(Accounts.CATEGORY))),
                host.apply(new AuditProjection()),
                host.apply(new StandingOrdersProjection(codecs.events(StandingOrders.CATEGORY))));
    }

    List<ProjectionHost> all() {
        return List.of(accounts, customers, analytics, audit, standingOrders);
    }
}
