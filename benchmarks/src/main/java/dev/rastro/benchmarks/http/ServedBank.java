package dev.rastro.benchmarks.http;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.benchmarks.fixture.Bank;
import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.web.HttpServer;

import java.sql.SQLException;
import java.util.List;

/** The whole server, read models and all, with accounts in it, and who sends it deposits. */
record ServedBank(Database database, BankServer server, List<String> accountIds, Deposits deposits)
        implements AutoCloseable {

    static final String NAME = "rastro";

    private static final String DEPOSITED =
            """
            SELECT coalesce(sum((payload -> 'amount' ->> 'amount')::numeric * 100), 0)::bigint
              FROM rastro.readable_event WHERE type = 'MoneyDeposited'
            """;

    private static final String BEHIND =
            """
            SELECT count(*) FROM rastro.projection, rastro.log_head
             WHERE state = 'serving' AND projection.position < log_head.position
            """;

    static ServedBank start(Cluster cluster) throws SQLException {
        var database = cluster.forRastro(Cluster.CONNECTIONS);
        List<String> accountIds;
        try (var bank = new Bank(database)) {
            accountIds = bank.open(200, 0);
        }
        var writer = database.sources().writerSource();
        var server =
                BankServer.start(
                        new dev.rastro.bank.server.database.Database(database.pool(), writer),
                        new Settings(Events.CURRENCY, false),
                        HttpServer.Settings.defaults("127.0.0.1", 0));
        var deposits = new Deposits(server.port(), accountIds);
        return new ServedBank(database, server, accountIds, deposits);
    }

    /** At the end, the log must hold exactly what was acknowledged. */
    Contender contender() {
        return new Contender(
                NAME,
                deposits::send,
                this::settle,
                () ->
                        Contest.requireEqual(
                                deposits.acknowledgedCents(), database.query(DEPOSITED)));
    }

    /** Waits until the read models show everything. */
    void settle() throws Exception {
        // Idle ones would be closed by the server, while others have their turn.
        deposits.close();
        while (database.query(BEHIND) > 0) {
            Thread.sleep(20);
        }
    }

    long events() throws SQLException {
        return database.query("SELECT count(*) FROM rastro.event");
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
