package dev.rastro.bank.server.http;

import dev.rastro.bank.server.http.json.JsonWriter;
import dev.rastro.bank.server.http.problem.Problem;
import dev.rastro.engine.event.Payload;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What a handler answers. */
public record Response(int status, Map<String, String> headers, Payload body) {

    private static final String JSON = "application/json";

    public static Response json(int status, Object value) {
        return of(status, JSON, JsonWriter.write(value));
    }

    public static Response of(int status, String mediaType, Payload body) {
        return new Response(status, Map.of("Content-Type", mediaType), body);
    }

    public static Response problem(Problem problem, UUID requestId) {
        Payload body = JsonWriter.write(problem.document(requestId));
        Response response = of(problem.code().status(), Problem.MEDIA_TYPE, body);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }

    public Response header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Response(status, Map.copyOf(all), body);
    }

    /** The version of what is shown, as {@code If-Match} may name it later. */
    public Response version(long version) {
        return header("ETag", "\"%d\"".formatted(version));
    }
}
