package dev.rastro.benchmarks.http;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.Database;
import dev.rastro.bank.server.api.command.Settings;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.web.HttpServer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** The whole server, read models and all, with accounts in it. */
final class ServedBank implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String DEPOSITED =
            """
            SELECT coalesce(sum((payload -> 'amount' ->> 'amount')::numeric * 100), 0)::bigint
              FROM rastro.readable_event WHERE type = 'MoneyDeposited'
            """;

    private final Cluster.Home home;
    private final BankServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ServedBank(Cluster.Home home) {
        this.home = home;
        this.server =
                BankServer.start(
                        new Database(home.pool(), home.writer()),
                        new Settings(Currency.getInstance("EUR"), false),
                        HttpServer.Settings.defaults("127.0.0.1", 0));
    }

    int port() {
        return server.port();
    }

    List<String> openAccounts(int count) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var opened =
                    ask(
                            request("/api/v1/accounts")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"owner_name\":\"Holder\"}")));
            ids.add(opened.get("account_id").stringValue());
        }
        return ids;
    }

    /**
     * Waits until the read models show everything.
     *
     * @return how long that took
     */
    Duration catchUp() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (lag() > 0) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new IllegalStateException("the read models do not catch up");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private long lag() throws IOException, InterruptedException {
        long lag = 0;
        for (var projection : ask(request("/api/v1/admin/projections").GET()).get("items")) {
            lag = Math.max(lag, projection.get("lag_events").longValue());
        }
        return lag;
    }

    long events() throws SQLException {
        return home.longOf("SELECT count(*) FROM rastro.event");
    }

    /**
     * @throws IllegalStateException if the log does not hold exactly what was acknowledged
     */
    void verify(long acknowledgedCents) throws SQLException {
        long deposited = home.longOf(DEPOSITED);
        if (deposited != acknowledgedCents) {
            throw new IllegalStateException(
                    "%d cents were acknowledged, %d are in the log"
                            .formatted(acknowledgedCents, deposited));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("answered with " + answer.statusCode());
        }
        return MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        home.close();
    }
}
