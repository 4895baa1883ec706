package dev.rastro.bank.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.FrozenPostmaster;
import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;
import dev.rastro.engine.postgres.Silenced;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;

/** What a bank says of itself while something is wrong, and what goes on. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HealthE2E {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String READY = "/health/ready";
    private static final String ACCOUNTS = "/api/v1/admin/projections/accounts";

    /** Waiting two seconds for each kind would take more than {@link #LONG}. */
    private static final int READS = 100;

    private static final Duration LONG = Duration.ofSeconds(150);

    private final TestBank bank = TestBank.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void all_is_up() {
        var ready = bank.get(READY);

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.get("status")).isEqualTo("up");
        assertThat(ready.json().get("checks").values()).allMatch(it -> it.asString().equals("up"));
    }

    @Test
    void a_paused_read_model_answers_at_once_and_says_how_much_it_does_not_show() throws Exception {
        var account = "/api/v1/accounts/" + bank.openAccount("1.00");
        assertThat(bank.get(account).header("Ledger-Behind")).isEmpty();
        assertThat(bank.post(ACCOUNTS + "/pause", "").status()).isEqualTo(200);
        assertThat(deposit(account)).isEqualTo(201);
        var written = bank.post(account + "/deposit", "{\"amount\": \"1.00\"}");
        long position = Long.parseLong(written.header("Ledger-Position"));

        long begun = System.nanoTime();
        for (int i = 0; i < READS; i++) {
            var read = bank.get(account);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.get("balance")).isEqualTo("1.00");
            assertThat(read.header("Ledger-Position")).isEqualTo(Long.toString(position - 2));
            assertThat(read.header("Ledger-Behind")).isEqualTo("2");
            assertRefused(bank.get(account + "?min_position=" + position), position - 2);
            assertThat(shownLive(account)).contains("\"balance\":\"1.00\"");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONG);
        var ready = bank.get(READY);
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.get("status")).isEqualTo("degraded");
        assertThat(check(ready, "read_models")).isEqualTo("accounts is paused");

        assertThat(bank.post(ACCOUNTS + "/resume", "").status()).isEqualTo(200);
        await().atMost(SOON).until(() -> bank.get(account).get("balance").equals("3.00"));
        assertThat(bank.get(account).header("Ledger-Behind")).isEmpty();
        assertThat(bank.get(READY).get("status")).isEqualTo("up");
    }

    /** What a listener is told of the account first. */
    private String shownLive(String account) throws Exception {
        var path =
                URI.create("http://127.0.0.1:%d%s/stream".formatted(bank.server().port(), account));
        var request = HttpRequest.newBuilder(path).header("Accept", "text/event-stream").build();
        var answer = client.send(request, BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Ledger-Behind")).hasValue("2");
        try (var lines = answer.body()) {
            return lines.filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
        }
    }

    private static void assertRefused(Reply reply, long shown) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.get("code")).isEqualTo("read_model_behind");
        assertThat(reply.json().get("position").asLong()).isEqualTo(shown);
    }

    @Test
    void a_read_model_that_fails_keeps_no_node_from_being_ready() throws Exception {
        var silenced = new Silenced("dev.rastro.engine.postgres.projection.GenerationRunner");
        try (silenced) {
            breakCustomers();
            var ada = "{\"name\": \"Ada\", \"address\": {\"city\": \"Brno\"}}";
            assertThat(bank.post("/api/v1/customers", ada).status()).isEqualTo(201);

            await().atMost(SOON)
                    .until(() -> check(bank.get(READY), "read_models").equals("customers fails"));
            var ready = bank.get(READY);
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.get("status")).isEqualTo("degraded");
            assertThat(deposit("/api/v1/accounts/" + bank.openAccount("1.00"))).isEqualTo(201);
        }
    }

    private void breakCustomers() throws SQLException {
        bank.database().execute("DROP TABLE bank_customers_g1.customer CASCADE");
    }

    /** Only the process that takes connections is stopped, so everybody else's work goes on. */
    @Test
    void the_answer_comes_while_the_database_takes_connections_and_says_nothing() throws Exception {
        assertThat(bank.get(READY).status()).isEqualTo(200);
        try (var frozen = FrozenPostmaster.of(bank.database())) {
            assertThat(frozen.pid()).isPositive();
            for (int i = 0; i < 5; i++) {
                var ready = bank.get(READY);
                assertThat(ready.status()).isEqualTo(503);
                assertThat(ready.get("code")).isEqualTo("not_ready");
                assertThat(check(ready, "store")).isEqualTo("the database does not answer");
            }
            assertThat(bank.get("/health/live").status()).isEqualTo(200);
        }
        await().atMost(SOON).until(() -> bank.get(READY).status() == 200);
    }

    private int deposit(String account) {
        return bank.post(account + "/deposit", "{\"amount\": \"1.00\"}").status();
    }

    private static String check(Reply ready, String name) {
        return ready.json().path("checks").path(name).asString();
    }
}
