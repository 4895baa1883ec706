package dev.rastro.bank.server;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.analytics.Analytics;
import dev.rastro.bank.server.analytics.AnalyticsProjection;
import dev.rastro.bank.server.api.admin.Health;
import dev.rastro.bank.server.api.admin.ProjectionAdmin;
import dev.rastro.bank.server.api.admin.StoreAdmin;
import dev.rastro.bank.server.api.command.AccountCommands;
import dev.rastro.bank.server.api.command.CustomerCommands;
import dev.rastro.bank.server.api.command.Settings;
import dev.rastro.bank.server.api.command.StandingOrderCommands;
import dev.rastro.bank.server.api.command.Tools;
import dev.rastro.bank.server.api.query.AccountHistoryQueries;
import dev.rastro.bank.server.api.query.AccountQueries;
import dev.rastro.bank.server.api.query.CommandQueries;
import dev.rastro.bank.server.api.query.CustomerQueries;
import dev.rastro.bank.server.api.query.EventQueries;
import dev.rastro.bank.server.api.query.Freshness;
import dev.rastro.bank.server.api.query.LiveStreams;
import dev.rastro.bank.server.api.query.OpenApiDocument;
import dev.rastro.bank.server.api.query.ReportQueries;
import dev.rastro.bank.server.api.query.TimeParameters;
import dev.rastro.bank.server.api.report.AnalyticsQueries;
import dev.rastro.bank.server.api.report.AuditQueries;
import dev.rastro.bank.server.audit.AuditLog;
import dev.rastro.bank.server.audit.AuditProjection;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.console.Console;
import dev.rastro.bank.server.demo.LiveDemo;
import dev.rastro.bank.server.http.HttpServer;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.Routes;
import dev.rastro.bank.server.operation.OperationLog;
import dev.rastro.bank.server.operation.ProjectionOperation;
import dev.rastro.bank.server.readmodel.AccountsProjection;
import dev.rastro.bank.server.readmodel.CustomersProjection;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.standingorder.StandingOrderBook;
import dev.rastro.bank.server.standingorder.StandingOrderProcess;
import dev.rastro.bank.server.standingorder.StandingOrderQueries;
import dev.rastro.bank.server.standingorder.StandingOrdersProjection;
import dev.rastro.bank.server.timetravel.TimeTravel;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.decider.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.process.ProcessHost;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.postgres.schema.Migrations;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.projection.Projection;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** The whole bank, wired by hand: from the tables up to the port. */
public final class BankServer implements AutoCloseable {

    private final PostgresEventStore store;
    private final CommandHandler handler;
    private final ProjectionHost accounts;
    private final ProjectionHost customers;
    private final ProjectionHost analytics;
    private final ProjectionHost audit;
    private final ProjectionHost standingOrders;
    private final ProcessHost standingOrderProcess;
    private final LiveStreams live;
    private final LiveDemo demo;
    private final Routes routes;
    private final HttpServer http;

    /**
     * Where the bank keeps everything; brought up to date by {@link #migrate} before.
     *
     * @param pool for reading and for the read models, under the application's role
     * @param single for the connection that appends, and for the health check; under the
     *     application's role, and not limited by the pool
     */
    public record Database(DataSource pool, DataSource single) {}

    private BankServer(
            Database database,
            Settings settings,
            HttpServer.Settings httpSettings,
            InstantSource clock) {
        var ids = new EventIds(clock);
        var codecs = new BankCodecs();
        store = store(database, clock);
        handler =
                new CommandHandler(
                        store,
                        new PostgresSnapshotStore(database.pool()),
                        codecs.codecs(),
                        new CommandHandler.Tools(clock, ids),
                        CommandHandler.Settings.DEFAULT);
        accounts = host(database, new AccountsProjection(codecs.events(Accounts.CATEGORY)));
        customers = host(database, new CustomersProjection(codecs.events(Customers.CATEGORY)));
        analytics = host(database, new AnalyticsProjection(codecs.events(Accounts.CATEGORY)));
        audit = host(database, new AuditProjection());
        standingOrders =
                host(
                        database,
                        new StandingOrdersProjection(codecs.events(StandingOrders.CATEGORY)));
        standingOrderProcess = standingOrderProcess(database, codecs, clock, ids);
        live = new LiveStreams(store);
        demo = new LiveDemo(store, handler, clock);
        routes =
                Routes.of(
                        commands(settings, new Tools(clock, ids)),
                        standingOrders(database, settings, clock, ids),
                        queries(database, codecs, clock),
                        reports(database),
                        operations(
                                database,
                                new OperationLog(
                                        store, codecs.events(ProjectionOperation.CATEGORY), ids)),
                        new StoreAdmin(store, handler, clock).routes(),
                        OpenApiDocument.routes());
        http = HttpServer.start(httpSettings, routes.elsewhere(Console.route()), ids);
    }

    private List<Route> commands(Settings settings, Tools tools) {
        return Stream.of(
                        new AccountCommands(
                                        new Accounts(handler),
                                        new Transfers(handler),
                                        settings,
                                        tools)
                                .routes(),
                        new CustomerCommands(new Customers(handler), settings, tools.ids())
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> standingOrders(
            Database database, Settings settings, InstantSource clock, EventIds ids) {
        return Stream.of(
                        new StandingOrderCommands(
                                        new StandingOrders(handler),
                                        new Accounts(handler),
                                        settings,
                                        new Tools(clock, ids))
                                .routes(),
                        new StandingOrderQueries(
                                        book(database),
                                        store,
                                        new Freshness(store.committed(), standingOrders.applied()))
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private StandingOrderBook book(Database database) {
        return new StandingOrderBook(database.pool(), standingOrders.applied());
    }

    private ProcessHost standingOrderProcess(
            Database database, BankCodecs codecs, InstantSource clock, EventIds ids) {
        return new ProcessHost(
                new ProcessHost.Surroundings(database.pool(), store, ReadModels.SCHEMA, clock),
                new StandingOrderProcess(
                        new StandingOrders(handler),
                        book(database),
                        codecs.events(StandingOrders.CATEGORY),
                        new StandingOrderProcess.Tools(clock, ids)));
    }

    private List<Route> queries(Database database, BankCodecs codecs, InstantSource clock) {
        var readModels = new ReadModels(database.pool());
        var timeTravel = new TimeTravel(database.pool(), store, codecs);
        var times = times(accounts, clock);
        return Stream.of(
                        new AccountQueries(readModels, timeTravel, store, times).routes(),
                        new AccountHistoryQueries(readModels, timeTravel, times).routes(),
                        new ReportQueries(timeTravel, times).routes(),
                        new CustomerQueries(readModels, timeTravel, store, times(customers, clock))
                                .routes(),
                        new CommandQueries(store).routes(),
                        new EventQueries(store, readModels, times, live).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> reports(Database database) {
        return Stream.of(
                        new AnalyticsQueries(
                                        new Analytics(database.pool()),
                                        freshness(analytics),
                                        freshness(accounts))
                                .routes(),
                        new AuditQueries(new AuditLog(database.pool()), freshness(audit)).routes())
                .flatMap(List::stream)
                .toList();
    }

    private Freshness freshness(ProjectionHost readModel) {
        return new Freshness(store.committed(), readModel.applied());
    }

    private List<Route> operations(Database database, OperationLog operationLog) {
        var projections =
                List.of(
                        accounts,
                        customers,
                        analytics,
                        audit,
                        standingOrders,
                        standingOrderProcess.deadlines());
        return Stream.of(
                        new ProjectionAdmin(projections, operationLog).routes(),
                        new Health(database.single(), projections).routes(),
                        demo.routes())
                .flatMap(List::stream)
                .toList();
    }

    private static PostgresEventStore store(Database database, InstantSource clock) {
        return new PostgresEventStore(
                database.pool(), database.single(), clock, PostgresEventStore.Settings.DEFAULT);
    }

    private TimeParameters times(ProjectionHost readModel, InstantSource clock) {
        return new TimeParameters(store, store.committed(), readModel.applied(), clock);
    }

    private ProjectionHost host(Database database, Projection projection) {
        return new ProjectionHost(database.pool(), store, ReadModels.SCHEMA, projection);
    }

    /**
     * Brings the tables up to date. Safe to run from several processes at once.
     *
     * @throws IllegalStateException if the database belongs to a newer program, or its migrations
     *     were changed
     */
    public static void migrate(DataSource owner) throws SQLException {
        try (var connection = owner.getConnection()) {
            Migrations.engine().run(connection);
            ReadModels.migrations().run(connection);
        }
    }

    /** Opens the doors, on a database that was brought up to date. */
    public static BankServer start(
            Database database, Settings settings, HttpServer.Settings httpSettings) {
        return start(database, settings, httpSettings, InstantSource.system());
    }

    /** As {@link #start(Database, Settings, HttpServer.Settings)}, with the time of a test. */
    static BankServer start(
            Database database,
            Settings settings,
            HttpServer.Settings httpSettings,
            InstantSource clock) {
        return new BankServer(database, settings, httpSettings, clock);
    }

    public int port() {
        return http.port();
    }

    public LiveDemo demo() {
        return demo;
    }

    /** Every operation of the API. */
    Routes routes() {
        return routes;
    }

    /** Refuses new commands, finishes those in flight, and closes what it opened. */
    @Override
    public void close() {
        live.close();
        http.close();
        demo.close();
        standingOrderProcess.close();
        handler.close();
        store.close();
        accounts.close();
        customers.close();
        analytics.close();
        audit.close();
        standingOrders.close();
    }
}
