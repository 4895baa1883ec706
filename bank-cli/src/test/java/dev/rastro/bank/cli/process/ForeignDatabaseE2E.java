package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers on a database that their user brought. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignDatabaseE2E {

    private static final String DEPOSIT = "{\"amount\": \"1.00\"}";

    @TempDir Path temporary;

    private final TestDatabase database = TestDatabase.empty();
    private final List<RastroProcess> started = new ArrayList<>();

    @AfterEach
    void stop_what_is_left() {
        started.forEach(RastroProcess::close);
    }

    @Test
    void two_servers_that_start_at_once_on_one_database_show_each_others_writes() throws Exception {
        var one = serve();
        var two = serve();
        var account = one.bank().openAccount();
        var banks = List.of(one.bank(), two.bank());

        for (int i = 1; i <= 20; i++) {
            var written = banks.get(i % 2).post(account + "/deposit", DEPOSIT);
            assertThat(written.status()).isEqualTo(201);
            var read = banks.get((i + 1) % 2).get(account + "?min_position=" + written.position());
            assertThat(read.get("balance")).isEqualTo(i + ".00");
        }
    }

    @Test
    void what_is_in_flight_at_a_stop_is_finished_and_what_is_new_is_refused() throws Exception {
        var server = serve();
        var bank = server.bank();
        var account = bank.openAccount();
        try (var blocker = database.asOwner().getConnection()) {
            blockAppends(blocker);
            var inFlight = bank.postAsync(account + "/deposit", DEPOSIT);
            Awaitility.await("the append waits for the lock").until(() -> isWaiting(blocker));

            server.terminate();

            Awaitility.await("the doors are closed")
                    .until(() -> bank.get("/api/v1/accounts/none/events").status() == 503);
            var refused = bank.post(account + "/deposit", DEPOSIT);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.get("code")).isEqualTo("shutting_down");
            assertThat(inFlight).isNotDone();
            blocker.rollback();
            assertThat(inFlight.get().status()).isEqualTo(201);
        }
        assertThat(server.exitStatus()).isEqualTo(143);
        assertThat(server.out().getLast()).isEqualTo("stopped");
        assertThat(server.err()).isEmpty();
        assertThat(serve().bank().get(account).get("balance")).isEqualTo("1.00");
    }

    /** As another appender would, for as long as its transaction lasts. */
    private static void blockAppends(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT position FROM rastro.log_head FOR UPDATE");
        }
    }

    private static boolean isWaiting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                                """)) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    @Test
    void a_stop_in_the_middle_of_a_rush_keeps_exactly_what_was_acknowledged() throws Exception {
        var server = serve();
        var bank = server.bank();
        var account = bank.openAccount();
        var acknowledged = new AtomicInteger();
        var ends = new ArrayList<Future<String>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                ends.add(clients.submit(() -> depositUntilRefused(bank, account, acknowledged)));
            }
            Awaitility.await().until(() -> acknowledged.get() >= 200);
            server.terminate();
            assertThat(server.exitStatus()).isEqualTo(143);
        }
        assertThat(ends)
                .extracting(Future::resultNow)
                .isSubsetOf(List.of("shutting_down", "closed"));
        assertThat(server.out().getLast()).isEqualTo("stopped");

        var balance = serve().bank().get(account).get("balance");
        assertThat(new BigDecimal(balance)).isEqualByComparingTo("" + acknowledged);
    }

    /** How the rush ended for this client: with a refusal, or at a closed door. */
    private static String depositUntilRefused(
            BankOverHttp bank, String account, AtomicInteger acknowledged)
            throws InterruptedException {
        try {
            var reply = bank.post(account + "/deposit", DEPOSIT);
            while (reply.status() == 201) {
                acknowledged.incrementAndGet();
                reply = bank.post(account + "/deposit", DEPOSIT);
            }
            return reply.get("code");
        } catch (IOException e) {
            return "closed";
        }
    }

    @Test
    void a_database_that_forgets_is_refused_and_accepted_only_loudly() throws Exception {
        database.execute(
                """
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off',
                                   current_database());
                END $$
                """);

        var refused = serve();
        assertThat(refused.exitStatus()).isEqualTo(1);
        assertThat(refused.err())
                .singleElement()
                .asString()
                .startsWith("rastro: this database may lose what it acknowledged (fsync=on ")
                .contains("synchronous_commit=off", "--allow-unsafe-durability");

        var accepted = serve("--allow-unsafe-durability");
        assertThat(accepted.bank().get("/health/ready").status()).isEqualTo(200);
        assertThat(accepted.err())
                .singleElement()
                .asString()
                .startsWith("WARNING: ACKNOWLEDGED MONEY MAY BE LOST")
                .contains("synchronous_commit=off");
    }

    @Test
    void listening_beyond_this_machine_is_warned_of() throws Exception {
        var server = serve("--host", "0.0.0.0", "--insecure");

        var port = server.url().substring("http://0.0.0.0:".length());
        var bank = new BankOverHttp("http://127.0.0.1:" + port);
        assertThat(bank.get("/health/live").status()).isEqualTo(200);
        assertThat(server.err())
                .containsExactly(
                        "WARNING: listening on 0.0.0.0 WITHOUT LOGIN: whoever reaches it moves"
                                + " money");
    }

    @Test
    void options_come_from_the_command_line_the_environment_and_the_file() throws Exception {
        var file =
                Files.writeString(
                        temporary.resolve("rastro.properties"),
                        "currency = JPY\nport = 1\nrequire-idempotency-key = true\ndatabase-url = "
                                + database.url());
        var environment =
                Map.of(
                        "RASTRO_CONFIG",
                        file.toString(),
                        "RASTRO_CURRENCY",
                        "CZK",
                        "RASTRO_PORT",
                        "2");

        var server = keep(RastroProcess.start(environment, "serve", "--port", "0"));
        var refused = server.bank().post("/api/v1/accounts", "{\"owner_name\": \"Jana\"}");
        assertThat(refused.get("code")).isEqualTo("idempotency_key_missing");
        server.terminate();
        server.exitStatus();

        var relaxed =
                keep(
                        RastroProcess.start(
                                environment,
                                "serve",
                                "--port=0",
                                "--require-idempotency-key=false"));
        var account = relaxed.bank().get(relaxed.bank().openAccount());
        assertThat(account.get("currency")).isEqualTo("CZK");
    }

    private RastroProcess serve(String... options) {
        var arguments = new ArrayList<>(List.of("serve", "--port=0"));
        arguments.addAll(List.of("--database-url", database.url()));
        arguments.addAll(Arrays.asList(options));
        return keep(RastroProcess.start(arguments.toArray(String[]::new)));
    }

    private RastroProcess keep(RastroProcess process) {
        started.add(process);
        return process;
    }
}
