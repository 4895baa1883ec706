package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.TestBank.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** More commands than the server has places, while the log does not move. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverloadE2E {

    private static final int PLACES = 4;
    private static final int COMMANDS = 12;

    private final TestBank bank = TestBank.narrow(PLACES);
    private final LinkedBlockingQueue<Map.Entry<String, Reply>> replies =
            new LinkedBlockingQueue<>();
    private String account = "";

    @BeforeEach
    void open() {
        account = bank.openAccount("100.00");
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void what_has_no_place_is_refused_at_once_and_changes_nothing() throws Exception {
        Map<String, Reply> refused;
        Map<String, Reply> accepted;
        try (var connection = bank.database().asOwner().getConnection()) {
            stopTheLog(connection);
            for (int i = 0; i < COMMANDS; i++) {
                var key = "key-" + i;
                Thread.startVirtualThread(() -> replies.add(Map.entry(key, deposit(key))));
            }
            // As many as have no place are answered, although nothing moves.
            refused = take(COMMANDS - PLACES);
            assertThat(bank.get("/health/live").status()).isEqualTo(200);
            connection.rollback();
            accepted = take(PLACES);
        }

        assertThat(refused.values()).allSatisfy(OverloadE2E::isRefusal);
        assertThat(accepted.values()).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
        assertThat(balanceAfter(accepted.values())).isEqualTo("104.00");
        var sentAgain = new ArrayList<Reply>();
        for (var key : refused.keySet()) {
            var known = bank.get("/api/v1/commands?idempotency_key=" + key);
            assertThat(known.get("code")).isEqualTo("command_not_found");
            sentAgain.add(deposit(key));
        }
        assertThat(sentAgain).allSatisfy(it -> assertThat(it.status()).isEqualTo(201));
        for (var first : accepted.entrySet()) {
            var again = deposit(first.getKey());
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.text()).isEqualTo(first.getValue().text());
        }
        assertThat(balanceAfter(sentAgain)).isEqualTo("112.00");
    }

    /** But a live stream is none of them. */
    @Test
    void pages_of_the_log_take_places_like_every_other_request() throws Exception {
        try (var connection = bank.database().asOwner().getConnection()) {
            stopTheLog(connection);
            for (int i = 0; i < PLACES; i++) {
                var key = "key-" + i;
                Thread.startVirtualThread(() -> replies.add(Map.entry(key, deposit(key))));
            }
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> isRefusal(bank.get("/api/v1/accounts/" + account + "/events")));

            isRefusal(bank.get("/api/v1/events"));
            connection.rollback();
            take(PLACES);
        }
        try (var client = HttpClient.newHttpClient()) {
            var stream =
                    bank.request("/api/v1/events").header("Accept", "text/event-stream").build();
            for (int i = 0; i < 2 * PLACES; i++) {
                var opened = client.send(stream, BodyHandlers.ofInputStream());
                assertThat(opened.statusCode()).isEqualTo(200);
            }
            assertThat(bank.get("/api/v1/events").status()).isEqualTo(200);
            client.shutdownNow();
        }
    }

    private static void stopTheLog(Connection connection) throws Exception {
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("SELECT 1 FROM rastro.log_head FOR UPDATE");
        }
    }

    private Map<String, Reply> take(int count) throws InterruptedException {
        var taken = new TreeMap<String, Reply>();
        for (int i = 0; i < count; i++) {
            var reply = replies.poll(120, TimeUnit.SECONDS);
            assertThat(reply).as("an answer").isNotNull();
            taken.put(reply.getKey(), reply.getValue());
        }
        return taken;
    }

    private static void isRefusal(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.get("code")).isEqualTo("overloaded");
        assertThat(reply.header("Retry-After")).matches("[1-9][0-9]*");
    }

    private Reply deposit(String key) {
        return bank.post(
                "/api/v1/accounts/%s/deposit".formatted(account),
                "{\"amount\": \"1.00\"}",
                Map.of("Idempotency-Key", key));
    }

    /** As of the last of these answers. */
    private String balanceAfter(Collection<Reply> replies) {
        long position =
                replies.stream()
                        .mapToLong(it -> Long.parseLong(it.header("Ledger-Position")))
                        .max()
                        .orElseThrow();
        return bank.get("/api/v1/accounts/%s?min_position=%d".formatted(account, position))
                .get("balance");
    }
}
