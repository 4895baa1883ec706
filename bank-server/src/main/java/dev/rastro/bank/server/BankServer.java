package dev.rastro.bank.server;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.analytics.Analytics;
import dev.rastro.bank.server.api.admin.DatabaseGuard;
import dev.rastro.bank.server.api.admin.DemoAdmin;
import dev.rastro.bank.server.api.admin.Health;
import dev.rastro.bank.server.api.admin.ProjectionAdmin;
import dev.rastro.bank.server.api.admin.StoreAdmin;
import dev.rastro.bank.server.api.command.AccountCommands;
import dev.rastro.bank.server.api.command.CustomerCommands;
import dev.rastro.bank.server.api.command.Settings;
import dev.rastro.bank.server.api.command.StandingOrderCommands;
import dev.rastro.bank.server.api.command.Tools;
import dev.rastro.bank.server.api.event.EventQueries;
import dev.rastro.bank.server.api.event.LiveStreams;
import dev.rastro.bank.server.api.query.AccountHistoryQueries;
import dev.rastro.bank.server.api.query.AccountQueries;
import dev.rastro.bank.server.api.query.CommandQueries;
import dev.rastro.bank.server.api.query.CustomerQueries;
import dev.rastro.bank.server.api.query.Freshness;
import dev.rastro.bank.server.api.query.OpenApiDocument;
import dev.rastro.bank.server.api.query.ReportQueries;
import dev.rastro.bank.server.api.query.TimeParameters;
import dev.rastro.bank.server.api.report.AnalyticsQueries;
import dev.rastro.bank.server.api.report.AuditQueries;
import dev.rastro.bank.server.audit.AuditLog;
import dev.rastro.bank.server.audit.IndexedLog;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.console.Console;
import dev.rastro.bank.server.http.problem.StoreFailures;
import dev.rastro.bank.server.operation.OperationLog;
import dev.rastro.bank.server.operation.ProjectionOperation;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.standingorder.StandingOrderProcess;
import dev.rastro.bank.server.standingorder.StandingOrderQueries;
import dev.rastro.bank.server.standingorder.StandingOrderReader;
import dev.rastro.bank.server.timetravel.TimeTravel;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.process.ProcessHost;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.postgres.schema.Migrations;
import dev.rastro.web.HttpServer;
import dev.rastro.web.Route;
import dev.rastro.web.Routes;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

/** The whole bank, wired by hand: from the tables up to the port. */
public final class BankServer implements AutoCloseable {

    private final Opening opening;
    private final PostgresEventStore store;

    /** The store as queries see it. */
    private final PostgresEventStore asked;

    private final IndexedLog log;

    private final CommandHandler handler;
    private final ReadSide readSide;
    private final ProcessHost standingOrderProcess;
    private final LiveStreams live;
    private final DemoAdmin demo;
    private final Routes routes;
    private final HttpServer http;

    private BankServer(Opening opening, Settings settings, HttpServer.Settings httpSettings) {
        this.opening = opening;
        var database = opening.database();
        var clock = opening.clock();
        var ids = new EventIds(clock);
        var codecs = new BankCodecs();
        var guard = new DatabaseGuard(database.state());
        store = opening.store();
        asked = store.through(database.queries());
        handler = opening.handler(guard.before(store), codecs.codecs(), ids);
        readSide = ReadSide.open(opening, store, codecs);
        standingOrderProcess = standingOrderProcess(opening, codecs, ids);
        log = new IndexedLog(asked, database.queries(), readSide.audit().applied());
        live = new LiveStreams(log);
        demo = opening.keep(new DemoAdmin(store, handler, clock));
        routes =
                Routes.of(
                        commands(settings, new Tools(clock, ids)),
                        telling(standingOrders(database, settings, clock, ids)),
                        telling(queries(database, codecs, clock)),
                        telling(reports(database)),
                        operations(
                                database,
                                new OperationLog(
                                        store, codecs.events(ProjectionOperation.CATEGORY), ids)),
                        new StoreAdmin(asked, handler, clock).routes(),
                        OpenApiDocument.routes());
        var all =
                routes.each(guard::before)
                        .each(new StoreFailures()::around)
                        .fallback(Console.pages());
        http = opening.keep(HttpServer.start(httpSettings, all, ids));
        // The streams end first, or the server would wait for them.
        opening.keep(live);
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
                                        orderReader(database.queries()),
                                        asked,
                                        freshness(readSide.standingOrders()),
                                        freshness(readSide.accounts()))
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private StandingOrderReader orderReader(DataSource pool) {
        return new StandingOrderReader(pool, readSide.standingOrders().applied());
    }

    private ProcessHost standingOrderProcess(Opening opening, BankCodecs codecs, EventIds ids) {
        var database = opening.database();
        var pool = database.projections();
        return opening.keep(
                new ProcessHost(
                        new ProcessHost.Environment(
                                pool,
                                store.through(pool),
                                ReadModels.SCHEMA,
                                opening.clock(),
                                database::hasRoom),
                        new StandingOrderProcess(
                                new StandingOrders(handler),
                                orderReader(pool),
                                codecs.events(StandingOrders.CATEGORY),
                                new StandingOrderProcess.Tools(opening.clock(), ids))));
    }

    private List<Route> queries(Database database, BankCodecs codecs, InstantSource clock) {
        var readModels = new ReadModels(database.queries());
        var timeTravel = new TimeTravel(database.queries(), asked, codecs);
        var times = times(readSide.accounts(), clock);
        return Stream.of(
                        new AccountQueries(readModels, timeTravel, asked, times).routes(),
                        new AccountHistoryQueries(readModels, timeTravel, times).routes(),
                        new ReportQueries(timeTravel, times).routes(),
                        new CustomerQueries(
                                        readModels,
                                        timeTravel,
                                        asked,
                                        new CustomerQueries.Shown(
                                                times(readSide.customers(), clock),
                                                freshness(readSide.accounts())))
                                .routes(),
                        new CommandQueries(asked).routes(),
                        new EventQueries(log, readModels, times, live).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> reports(Database database) {
        return Stream.of(
                        new AnalyticsQueries(
                                        new Analytics(database.queries()),
                                        freshness(readSide.analytics()),
                                        freshness(readSide.accounts()))
                                .routes(),
                        new AuditQueries(
                                        new AuditLog(database.queries()),
                                        freshness(readSide.audit()),
                                        List.of(
                                                freshness(readSide.accounts()),
                                                freshness(readSide.customers()),
                                                freshness(readSide.standingOrders())))
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> telling(List<Route> routes) {
        return Freshness.tellingWhatIsMissing(store.committed(), routes);
    }

    private Freshness freshness(ProjectionHost readModel) {
        return new Freshness(store, readModel);
    }

    private List<Route> operations(Database database, OperationLog operationLog) {
        var projections = new ArrayList<>(readSide.all());
        projections.add(standingOrderProcess.deadlines());
        return Stream.of(
                        new ProjectionAdmin(projections, operationLog).routes(),
                        new Health(
                                        database.probe(),
                                        store::lastError,
                                        projections,
                                        List.of(standingOrderProcess))
                                .routes(),
                        demo.routes())
                .flatMap(List::stream)
                .toList();
    }

    private TimeParameters times(ProjectionHost readModel, InstantSource clock) {
        return new TimeParameters(asked, freshness(readModel), clock);
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
        var opening =
                new Opening(database, InstantSource.system(), PostgresEventStore.Settings.DEFAULT);
        return start(opening, settings, httpSettings);
    }

    /** As {@link #start(Database, Settings, HttpServer.Settings)}, with any time of a test. */
    static BankServer start(
            Database database,
            Settings settings,
            HttpServer.Settings httpSettings,
            InstantSource clock) {
        var anyClock = PostgresEventStore.Settings.DEFAULT.anyClock();
        return start(new Opening(database, clock, anyClock), settings, httpSettings);
    }

    private static BankServer start(
            Opening opening, Settings settings, HttpServer.Settings httpSettings) {
        try {
            return new BankServer(opening, settings, httpSettings);
        } catch (Throwable e) {
            opening.closeAfter(e);
            throw e;
        }
    }

    public int port() {
        return http.port();
    }

    /** To be told which demo there is, if any. */
    public DemoAdmin demo() {
        return demo;
    }

    /** Every operation of the API. */
    Routes routes() {
        return routes;
    }

    /** Refuses new commands, finishes those in flight, and closes what it opened. */
    @Override
    public void close() {
        opening.close();
    }
}
