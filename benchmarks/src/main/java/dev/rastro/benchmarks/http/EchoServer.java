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
final class EchoServer {

    private static final String TRANSACTION = new UUID(1, 2).toString();

    private EchoServer() {}

    static HttpServer start() {
        var route = Route.post("/api/v1/accounts/{account_id}/deposit", EchoServer::echo);
        return HttpServer.start(
                HttpServer.Settings.defaults("127.0.0.1", 0),
                Routes.of(List.of(route)),
                new EventIds(InstantSource.system()));
    }

    private static Response echo(Request request) {
        return JsonBody.parse(request.body())
                .read(fields -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("transaction_id", TRANSACTION);
                    body.put("currency", "EUR");
                    body.put("balance", fields.amount("amount").text());
                    body.put("version", 1);
                    body.put("position", fields.textOrEmpty("description", 500).length());
                    return Response.json(201, body).version(1).header("Ledger-Position", "1");
                });
    }
}
