package dev.rastro.web;

import dev.rastro.web.body.Body;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.wire.Clients;
import dev.rastro.web.wire.Lingering;
import dev.rastro.web.wire.Outbox;
import dev.rastro.web.wire.PatientOutputStream;
import dev.rastro.web.wire.Slices;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** A request as Jetty hands it over. */
final class JettyExchange implements Exchange {

    /** Up to here what a client is still sending is read after our refusal, so that it arrives. */
    static final long LINGER_BYTES_MAX = 64 * 1024 * 1024;

    /** What most bodies fit into whose length is not announced. */
    private static final int BODY_SIZE = 8 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Clients.Client client;
    private final Outbox outbox;
    private final Headers headers;
    private boolean unread;
    private boolean answering;

    /** Who is on the line, and what is on its way. */
    record Wire(Clients clients, Outbox outbox) {}

    JettyExchange(Request request, Response response, Callback callback, Wire wire) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.client = wire.clients().at(line(request));
        this.outbox = wire.outbox();
        this.headers = new Headers(request.getHeaders()::getValuesList);
        this.unread = hasBody();
        // For a body, which has as much time as the headers had.
        client.awaited();
    }

    static EndPoint line(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    @Override
    public void received() {
        if (!client.served()) {
            throw new GoneException(new EOFException("the client fell silent"));
        }
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    @Override
    public String query() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean hasBody() {
        return request.getLength() > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Jetty takes any codings before {@code chunked}, and leaves them to us. */
    @Override
    public void checkFraming() {
        List<String> codings = headers.all("Transfer-Encoding");
        boolean simple =
                codings.size() == 1
                        && HttpHeaderValue.CHUNKED.is(codings.getFirst())
                        && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1;
        if (!codings.isEmpty() && !simple) {
            throw invalid();
        }
    }

    @Override
    public Body body(int sizeMax) {
        if (request.getLength() > sizeMax) {
            throw tooLarge(sizeMax);
        }
        try {
            byte[] bytes = read(sizeMax);
            if (bytes.length > sizeMax) {
                throw tooLarge(sizeMax);
            }
            unread = false;
            return Body.of(bytes);
        } catch (IOException e) {
            throw e instanceof HttpException ? invalid() : new GoneException(e);
        }
    }

    /** To the end, or a byte more than may be; never waits for what will not be kept. */
    private byte[] read(int sizeMax) throws IOException {
        // Not closed: that would read what we refuse to its end, however long it takes.
        InputStream in = Content.Source.asInputStream(request);
        long length = request.getLength();
        byte[] bytes = new byte[(int) (length < 0 ? Math.min(sizeMax, BODY_SIZE) : length) + 1];
        int size = 0;
        int read = 0;
        while (read >= 0 && size <= sizeMax) {
            size += read;
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * size, sizeMax + 1));
            }
            read = size > sizeMax ? -1 : in.read(bytes, size, bytes.length - size);
        }
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public void answering() {
        outbox.enter();
        answering = true;
    }

    @Override
    public boolean send(dev.rastro.web.Response answer) {
        byte[] body = answer.body().bytes();
        if (answer.stream().isEmpty() && !admits(body)) {
            return false;
        }
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        answer.headers().forEach((name, value) -> fields.put(new HttpField(name, value)));
        if (unread) {
            fields.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        if (answer.stream().isPresent()) {
            stream(answer.stream().get());
        } else {
            write(answer.status(), body);
        }
        return true;
    }

    private boolean admits(byte[] body) {
        if (!HttpMethod.GET.is(method())) {
            // What has happened must be said.
            outbox.put(body.length);
            return true;
        }
        return outbox.offer(body.length);
    }

    private void write(int status, byte[] body) {
        if (!HttpStatus.hasNoBody(status)) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        Slices.write(
                response,
                body,
                client::awaited,
                Callback.from(
                        Callback.InvocationType.NON_BLOCKING,
                        () -> {
                            outbox.sent(body.length);
                            end();
                        },
                        failure -> {
                            outbox.sent(body.length);
                            fail(failure);
                        }));
    }

    /** There will be no answer, or not all of it. */
    void fail(Throwable cause) {
        leave();
        callback.failed(cause);
    }

    private void leave() {
        if (answering) {
            answering = false;
            outbox.leave();
        }
    }

    private void end() {
        leave();
        client.awaited();
        if (unread) {
            Lingering.on(line(request), LINGER_BYTES_MAX, callback);
        } else {
            callback.succeeded();
        }
    }

    private void stream(dev.rastro.web.Response.Stream stream) {
        try (OutputStream out =
                new BufferedOutputStream(
                        new PatientOutputStream(Content.Sink.asOutputStream(response), client))) {
            stream.writeTo(out);
        } catch (IOException gone) {
            fail(gone);
            return;
        }
        end();
    }

    private static ProblemException tooLarge(int sizeMax) {
        return HttpProblem.PAYLOAD_TOO_LARGE
                .because("the body must have at most %d bytes".formatted(sizeMax))
                .exception();
    }

    private static ProblemException invalid() {
        return HttpProblem.BAD_REQUEST
                .because("the body is not framed as HTTP/1.1 demands")
                .exception();
    }
}
