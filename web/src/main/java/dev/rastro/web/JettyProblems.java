package dev.rastro.web;

import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.wire.Clients;
import dev.rastro.web.wire.Lingering;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Supplier;

/** What Jetty refuses before it reaches us, in the words of all our refusals. */
final class JettyProblems implements Request.Handler {

    private final Supplier<UUID> newIds;
    private final Clients clients;

    JettyProblems(Supplier<UUID> newIds, Clients clients) {
        this.newIds = newIds;
        this.clients = clients;
    }

    @Override
    public boolean handle(
            Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        UUID requestId = newIds.get();
        Response answer =
                Response.problem(problem(response.getStatus()), requestId)
                        .over(Dispatcher.alwaysSent(requestId));
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        answer.headers().forEach((name, value) -> fields.put(new HttpField(name, value)));
        // Where the next request would begin is in doubt.
        fields.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        var line = JettyExchange.line(request);
        clients.at(line).awaited();
        response.write(
                true,
                HttpMethod.HEAD.is(request.getMethod())
                        ? BufferUtil.EMPTY_BUFFER
                        : ByteBuffer.wrap(answer.body().bytes()),
                Callback.from(
                        () -> Lingering.on(line, JettyExchange.LINGER_BYTES_MAX, callback),
                        callback::failed));
        return true;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Jetty's message is left out: it may repeat what was sent, or say what is inside. */
    private static Problem problem(int status) {
        return switch (status) {
            case 413 -> HttpProblem.PAYLOAD_TOO_LARGE.because("the body is far too large");
            case 414 -> HttpProblem.URI_TOO_LONG.because("the target has too many bytes");
            case 417 -> HttpProblem.EXPECTATION_FAILED.because("only 100-continue may be expected");
            case 431 -> HttpProblem.HEADERS_TOO_LARGE.because("the headers have too many bytes");
            case 505, 426 ->
                    HttpProblem.HTTP_VERSION_NOT_SUPPORTED.because("HTTP/1.1 is spoken here");
            default ->
                    status < 500
                            ? HttpProblem.BAD_REQUEST.because("this is not valid HTTP/1.1")
                            : HttpProblem.INTERNAL_ERROR.because(
                                    "the request could not be answered");
        };
    }
}
