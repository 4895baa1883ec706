package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.bank.cli.process.BankOverHttp.Reply;
import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.database.DataSources;
import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.embedded.DatabaseState;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.web.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A bank with the connections that it has in earnest. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PoolsE2E {

    /** More than there are connections for. */
    private static final int READERS = 20;

    private static final int DEPOSITS = 50;
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final TestDatabase database = TestDatabase.empty();
    private final DataSources sources = new DataSources(database.url());
    private final AtomicInteger asked = new AtomicInteger();
    private DataSources.Pools pools;
    private BankServer server;
    private BankOverHttp bank;

    @BeforeEach
    void start() throws Exception {
        BankServer.migrate(database.asOwner());
        pools = sources.pools();
        server = serve(0);
        bank = new BankOverHttp("http://127.0.0.1:" + server.port());
    }

    private BankServer serve(int port) {
        return BankServer.start(
                new Database(
                        TestDatabase.counting(pools.queries(), asked),
                        TestDatabase.counting(pools.commands(), asked),
                        TestDatabase.counting(pools.projections(), asked),
                        sources.writerSource(),
                        sources.probeSource(),
                        () -> DatabaseState.UP),
                new Settings(Currency.getInstance("USD"), false),
                HttpServer.Settings.defaults("127.0.0.1", port));
    }

    @AfterEach
    void close() {
        server.close();
        pools.close();
    }

    @Test
    void commands_go_on_while_slow_queries_fill_their_pool() throws Exception {
        var account = bank.openAccount();
        assertThat(bank.get(account).status()).isEqualTo(200);
        try (var blocked = blockReadersOf("bank_customers_g1.customer");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = new ArrayList<Future<Reply>>();
            for (int i = 0; i < READERS; i++) {
                reads.add(threads.submit(() -> bank.get("/api/v1/customers")));
            }
            awaitWaiting(blocked, 8);

            for (int i = 0; i < DEPOSITS; i++) {
                assertThat(bank.post(account + "/deposit", "{\"amount\": \"1.00\"}").status())
                        .isEqualTo(201);
            }
            var fresh = bank.post("/api/v1/accounts", "{\"owner_name\": \"Jana\"}");
            assertThat(fresh.status()).isEqualTo(201);
            assertThat(bank.get("/health/ready").status()).isEqualTo(200);

            var answers = new ArrayList<String>();
            for (var read : reads) {
                var reply = read.get();
                assertThat(reply.status()).isEqualTo(503);
                answers.add(reply.get("code"));
            }
            assertThat(answers).containsOnly("query_timeout", "overloaded");
        }
        assertThat(bank.get("/api/v1/customers").status()).isEqualTo(200);
        assertThat(bank.get(account).get("balance")).isEqualTo(DEPOSITS + ".00");
    }

    private Connection blockReadersOf(String table) throws Exception {
        var connection = database.asOwner().getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("LOCK TABLE " + table);
        }
        return connection;
    }

    private static void awaitWaiting(Connection connection, int count) throws Exception {
        long waiting = 0;
        while (waiting < count) {
            Thread.sleep(20);
            try (var select =
                            connection.prepareStatement(
                                    "SELECT count(*) FROM pg_locks WHERE NOT granted");
                    var row = select.executeQuery()) {
                row.next();
                waiting = row.getLong(1);
            }
        }
    }

    @Test
    void a_bank_that_nobody_asks_anything_asks_its_database_a_handful_of_times() throws Exception {
        var account = bank.openAccount();
        assertThat(bank.get(account).status()).isEqualTo(200);
        Thread.sleep(IDLE.dividedBy(4));
        int before = asked.get();
        long begun = System.nanoTime();
        Thread.sleep(IDLE);

        double perSecond = (asked.get() - before) * 1e9 / (System.nanoTime() - begun);

        System.out.printf("an idle bank asks its database %.1f times a second%n", perSecond);
        assertThat(perSecond).isBetween(0.1, 15.0);
    }

    @Test
    void a_start_that_fails_leaves_nothing_running() throws Exception {
        var before = namesOfThreads();

        assertThatThrownBy(() -> serve(server.port())).isNotNull();

        assertThat(namesOfThreads()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(bank.get("/health/ready").status()).isEqualTo(200);
    }

    /** The appender is a platform thread; what runs with it is closed with it. */
    private static List<String> namesOfThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("appender"))
                .toList();
    }
}
