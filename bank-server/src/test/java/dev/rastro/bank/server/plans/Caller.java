package dev.rastro.bank.server.plans;

import dev.rastro.web.Headers;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.body.Body;
import dev.rastro.web.problem.ProblemException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls routes on the thread of the caller, without a network between. */
record Caller(List<Route> routes) {

    /** A path as in the document of the API, who is meant by it, and a query. */
    record Question(String template, Map<String, String> who, String query, String accept) {

        @Override
        public String toString() {
            return query.isEmpty() ? template : template + "?" + query;
        }

        Question with(String more) {
            return new Question(template, who, query.isEmpty() ? more : query + "&" + more, accept);
        }
    }

    JsonNode post(String template, Map<String, String> who, String body) {
        var question = new Question(template, who, "", "application/json");
        return json(route("POST", template).handler().handle(request("POST", question, body)));
    }

    Response get(Question question) {
        var request = request("GET", question, "");
        try {
            return route("GET", question.template()).handler().handle(request);
        } catch (ProblemException e) {
            return Response.problem(e.problem(), request.ids().requestId());
        }
    }

    static JsonNode json(Response response) {
        return JsonMapper.shared().readTree(response.body().bytes());
    }

    /** Hears a stream to the end of the log. */
    static void listen(Response.Stream stream) {
        try {
            stream.writeTo(new UntilItWaits());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stream.close();
            Thread.interrupted();
        }
    }

    private Route route(String method, String template) {
        return routes.stream()
                .filter(it -> it.method().equals(method) && it.template().equals(template))
                .findFirst()
                .orElseThrow();
    }

    private static Request request(String method, Question question, String body) {
        var query = new LinkedHashMap<String, List<String>>();
        for (var parameter : question.query().split("&", -1)) {
            if (!parameter.isEmpty()) {
                var parts = parameter.split("=", 2);
                query.put(parts[0], List.of(parts[1]));
            }
        }
        var id = UUID.randomUUID();
        return new Request(
                method,
                question.template(),
                question.who(),
                query,
                Headers.of(Map.of()),
                question.accept(),
                Body.ofText(body),
                new Request.Ids(id, id));
    }

    /** Has a stream end where it would wait for more. */
    private static final class UntilItWaits extends OutputStream {

        @Override
        public void write(int b) {}

        @Override
        public void flush() {
            Thread.currentThread().interrupt();
        }
    }
}
