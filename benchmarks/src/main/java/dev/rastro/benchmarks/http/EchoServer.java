package dev.rastro.benchmarks.http;

import dev.rastro.engine.event.EventIds;
import dev.rastro.web.HttpServer;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.Routes;
import dev.rastro.web.json.JsonBody;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * The same HTTP server without a bank: reads the same JSON, and gives back what was sent in an
 * answer of the same form. What it does per second is the most that a bank behind it could do.
 */
final class EchoServer implements AutoCloseable {

    private static final String TRANSACTION = new UUID(1, 2).toString();

    private final HttpServer http =
            HttpServer.start(
                    HttpServer.Settings.defaults("127.0.0.1", 0),
                    Routes.of(
                            List.of(
                                    Route.post(
                                            "/api/v1/accounts/{account_id}/deposit",
                                            EchoServer::echo))),
                    new EventIds(InstantSource.system()));

    private record Deposit(String amount, String description) {}

    private static Response echo(Request request) {
        var deposit =
                JsonBody.parse(request.body())
                        .read(fields ->
                                new Deposit(
                                        fields.amount("amount").text(),
                                        fields.textOrEmpty("description", 500)));
        var body = new LinkedHashMap<String, Object>();
        body.put("transaction_id", TRANSACTION);
        body.put("currency", "EUR");
        body.put("balance", deposit.amount());
        body.put("version", 1);
        body.put("position", deposit.description().length());
        return Response.json(201, body).version(1).header("Ledger-Position", "1");
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }
}
