package dev.rastro.bank.server;

import dev.rastro.bank.server.account.AccountCapability;
import dev.rastro.bank.server.admin.AdminCapability;
import dev.rastro.bank.server.admin.DemoAdmin;
import dev.rastro.bank.server.console.Console;
import dev.rastro.bank.server.console.OpenApiDocument;
import dev.rastro.bank.server.customer.CustomerCapability;
import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.database.DatabaseGuard;
import dev.rastro.bank.server.event.EventCapability;
import dev.rastro.bank.server.ledger.LedgerCapability;
import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.ClosingStack;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.bank.server.shared.problem.StoreFailures;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.bank.server.standingorder.StandingOrderCapability;
import dev.rastro.engine.postgres.schema.Migrations;
import dev.rastro.web.HttpServer;
import dev.rastro.web.Route;
import dev.rastro.web.Routes;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** The whole bank: its capabilities, from the tables up to the port. */
public final class BankServer implements AutoCloseable {

    private final ClosingStack open;
    private final DemoAdmin demo;
    private final Routes routes;
    private final HttpServer http;

    private BankServer(Environment bank, ClosingStack open, HttpServer.Settings httpSettings) {
        this.open = open;
        var capabilities = capabilities(bank);
        demo = open.push(new DemoAdmin(bank.store(), bank.handler(), bank.tools().clock()));
        var admin = AdminCapability.of(bank, capabilities, demo);
        routes = Routes.of(routes(capabilities), admin.routes(), OpenApiDocument.routes());
        var all =
                routes.each(route -> Freshness.telling(bank.store().committed(), route))
                        .each(new DatabaseGuard(bank.database().state())::before)
                        .each(new StoreFailures()::around)
                        .fallback(Console.pages());
        http = open.push(HttpServer.start(httpSettings, all, bank.tools().ids()));
        // The streams end first, or the server would wait for them.
        open.push(bank.live());
    }

    /** Each after those whose read models it waits for. */
    private static List<Capability> capabilities(Environment bank) {
        return List.of(
                AccountCapability.of(bank),
                CustomerCapability.of(bank),
                LedgerCapability.of(bank),
                StandingOrderCapability.of(bank),
                EventCapability.of(bank));
    }

    private static List<Route> routes(List<Capability> capabilities) {
        return capabilities.stream().flatMap(it -> it.routes().stream()).toList();
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
        return start(Environment.Config.of(database, settings), httpSettings);
    }

    /** Also with any time of a test. */
    static BankServer start(Environment.Config config, HttpServer.Settings httpSettings) {
        var open = new ClosingStack();
        try {
            return new BankServer(new Environment(config, open), open, httpSettings);
        } catch (Throwable e) {
            open.closeAfter(e);
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
        open.close();
    }
}
