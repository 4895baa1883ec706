package dev.rastro.bank.server.http;

import dev.rastro.bank.server.http.problem.Problem;
import dev.rastro.bank.server.http.problem.ProblemCode;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

import java.util.UUID;
import java.util.function.Supplier;

/** What Helidon refuses before it reaches us, in the words of all our refusals. */
final class HelidonProblems implements DirectHandler {

    private final Supplier<UUID> newIds;

    private HelidonProblems(Supplier<UUID> newIds) {
        this.newIds = newIds;
    }

    static DirectHandlers handlers(Supplier<UUID> newIds) {
        var handler = new HelidonProblems(newIds);
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, handler);
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        UUID requestId = newIds.get();
        Problem problem =
                request.headers().contains(HeaderNames.CONTENT_ENCODING)
                        ? compressed()
                        : problem(status.code());
        Response response = Response.problem(problem, requestId);
        var answer =
                TransportResponse.builder()
                        .status(Status.create(response.status()))
                        .keepAlive(false)
                        .header(HeaderNames.create("X-Request-Id"), requestId.toString())
                        .header(HeaderNames.create("X-Content-Type-Options"), "nosniff")
                        .header(HeaderNames.CACHE_CONTROL, "no-store");
        response.headers().forEach((name, value) -> answer.header(HeaderNames.create(name), value));
        return answer.entity(response.body().bytes()).build();
    }

    /** Helidon has no decoder here, so that a small body cannot become a large one. */
    private static Problem compressed() {
        return ProblemCode.UNSUPPORTED_MEDIA_TYPE.because("the body must not be compressed");
    }

    /** The message is left out: it may repeat what was sent, or say what is inside. */
    private static Problem problem(int status) {
        return switch (status) {
            case 413 -> ProblemCode.PAYLOAD_TOO_LARGE.because("the body is far too large");
            default ->
                    status < 500
                            ? ProblemCode.BAD_REQUEST.because(
                                    "this is not valid HTTP/1.1, or its headers are too large")
                            : ProblemCode.INTERNAL_ERROR.because(
                                    "the request could not be answered");
        };
    }
}
