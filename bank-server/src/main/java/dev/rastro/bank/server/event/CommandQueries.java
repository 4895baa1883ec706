package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.command.Answer;
import dev.rastro.bank.server.shared.command.IdempotencyKey;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import tools.jackson.databind.util.RawValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** What became of a command whose answer never arrived. */
final class CommandQueries {

    private static final String KEY = "idempotency_key";

    private final EventStore store;

    CommandQueries(EventStore store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/commands", this::find));
    }

    private Response find(Request request) {
        var text =
                QueryParameters.of(request, Set.of(KEY))
                        .text(KEY)
                        .orElseThrow(() -> QueryParameters.invalid(KEY, "is required"));
        var key = IdempotencyKey.of(text);
        return store.findReceipt(key.id())
                .map(found -> response(key, found))
                .orElseThrow(() ->
                        ProblemCode.COMMAND_NOT_FOUND
                                .because("no command with this key was executed")
                                .exception());
    }

    private static Response response(IdempotencyKey key, RecordedReceipt found) {
        var answer = Answer.decode(found.receipt().answer());
        var body = new LinkedHashMap<String, Object>();
        body.put("idempotency_key", key.text());
        body.put("executed_at", found.recordedAt());
        body.put("position", found.position());
        body.put("status", answer.status());
        body.put("answer", new RawValue(answer.bodyAt(found.position()).text()));
        return Response.json(200, body);
    }
}
