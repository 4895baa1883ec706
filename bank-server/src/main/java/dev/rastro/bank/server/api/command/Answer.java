package dev.rastro.bank.server.api.command;

import dev.rastro.engine.event.Payload;
import dev.rastro.web.Response;
import dev.rastro.web.json.JsonWriter;
import dev.rastro.web.problem.Problem;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the sender of a command is told, in the form in which it is remembered: all but the
 * position, which is known only when the command is recorded.
 *
 * @param version of the thing that the command was about; 0 for none
 * @param location of what the command made
 */
public record Answer(
        int status, long version, @Nullable String location, Map<String, Object> body) {

    private static final int FIRST_PROBLEM_STATUS = 400;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> BODY =
            new TypeReference<>() {};

    /** A short form: receipts are kept for ever. */
    private record Stored(int s, long v, @Nullable String l, Map<String, Object> b) {}

    static Answer created(long version, String location, Map<String, Object> body) {
        return new Answer(201, version, location, body);
    }

    static Answer of(int status, long version, Map<String, Object> body) {
        return new Answer(status, version, null, body);
    }

    static Answer refused(Problem problem, UUID requestId) {
        return new Answer(problem.code().status(), 0, null, problem.document(requestId));
    }

    Payload encode() {
        return Payload.of(JsonWriter.write(new Stored(status, version, location, body)).bytes());
    }

    /**
     * @throws IllegalStateException if that is no answer of ours
     */
    public static Answer decode(Payload stored) {
        var tree = MAPPER.readTree(stored.bytes());
        if (!tree.has("s") || !tree.has("b")) {
            throw new IllegalStateException("no answer: " + stored);
        }
        var location = tree.path("l").isString() ? tree.path("l").stringValue() : null;
        Map<String, Object> body = MAPPER.convertValue(tree.get("b"), BODY);
        return new Answer(tree.get("s").intValue(), tree.get("v").longValue(), location, body);
    }

    private boolean isProblem() {
        return status >= FIRST_PROBLEM_STATUS;
    }

    /** The body as it is sent. */
    public Map<String, Object> bodyAt(long position) {
        var sent = new LinkedHashMap<>(body);
        if (!isProblem()) {
            sent.put("position", position);
        }
        return sent;
    }

    Response response(long position) {
        var bytes = JsonWriter.write(bodyAt(position));
        if (isProblem()) {
            return Response.of(status, Problem.MEDIA_TYPE, bytes);
        }
        var response =
                Response.of(status, "application/json", bytes)
                        .version(version)
                        .header("Ledger-Position", Long.toString(position));
        return location == null ? response : response.header("Location", location);
    }
}
