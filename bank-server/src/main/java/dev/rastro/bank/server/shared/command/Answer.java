package dev.rastro.bank.server.shared.command;

import dev.rastro.engine.event.Payload;
import dev.rastro.web.Response;
import dev.rastro.web.body.Body;
import dev.rastro.web.json.JsonWriter;
import dev.rastro.web.problem.Problem;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The answer to a command, in the form in which it is remembered: all but the position, which is
 * known only when the command is recorded. Its body is encoded once, and from then on text.
 *
 * @param version of the thing that the command was about; 0 for none
 * @param location of what the command made; a path of ours, which needs no escaping
 * @param body a JSON object with at least one member
 */
public record Answer(int status, long version, @Nullable String location, String body) {

    private static final int FIRST_PROBLEM_STATUS = 400;

    /** What {@link #encode} writes: a short form, because receipts are kept for ever. */
    private static final Pattern STORED =
            Pattern.compile(
                    "\\{\"s\":(\\d+),\"v\":(\\d+),\"l\":(?:null|\"([^\"\\\\]*)\"),\"b\":(\\{.+})}",
                    Pattern.DOTALL);

    public static Answer of(
            int status, long version, @Nullable String location, Map<String, Object> body) {
        return new Answer(status, version, location, JsonWriter.write(body).text());
    }

    static Answer refused(Problem problem, UUID requestId) {
        return of(problem.code().status(), 0, null, problem.document(requestId));
    }

    Payload encode() {
        var quoted = location == null ? null : '"' + location + '"';
        return Payload.ofText(
                "{\"s\":" + status + ",\"v\":" + version + ",\"l\":" + quoted + ",\"b\":" + body
                        + "}");
    }

    /**
     * @throws IllegalStateException if that is no answer of ours
     */
    public static Answer decode(Payload stored) {
        var found = STORED.matcher(stored.text());
        if (!found.matches()) {
            throw new IllegalStateException("no answer: " + stored);
        }
        return new Answer(
                Integer.parseInt(found.group(1)),
                Long.parseLong(found.group(2)),
                found.group(3),
                found.group(4));
    }

    private boolean isProblem() {
        return status >= FIRST_PROBLEM_STATUS;
    }

    /** The body as it is sent. */
    public Body bodyAt(long position) {
        return Body.ofText(
                isProblem()
                        ? body
                        : body.substring(0, body.length() - 1) + ",\"position\":" + position + "}");
    }

    Response response(long position) {
        var sent = bodyAt(position);
        if (isProblem()) {
            return Response.of(status, Problem.MEDIA_TYPE, sent);
        }
        var response =
                Response.of(status, "application/json", sent)
                        .version(version)
                        .header("Ledger-Position", Long.toString(position));
        return location == null ? response : response.header("Location", location);
    }
}
