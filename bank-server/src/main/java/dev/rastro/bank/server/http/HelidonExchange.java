package dev.rastro.bank.server.http;

import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.problem.ProblemException;
import dev.rastro.engine.event.Payload;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A request as Helidon hands it over. */
final class HelidonExchange implements Exchange {

    private final ServerRequest request;
    private final ServerResponse response;
    private final Clients.Client client;
    private final Headers headers;

    HelidonExchange(ServerRequest request, ServerResponse response, Clients.Client client) {
        this.request = request;
        this.response = response;
        this.client = client;
        this.headers = new Headers(this::valuesOf);
    }

    /** We wait: for a body, which has as much time as the headers had, or for the next request. */
    void awaited() {
        goOn(client.awaited());
    }

    @Override
    public void received() {
        goOn(client.served());
    }

    private static void goOn(boolean onTheLine) {
        if (!onTheLine) {
            throw new CloseConnectionException("the client fell silent");
        }
    }

    @Override
    public String method() {
        return request.prologue().method().text();
    }

    @Override
    public String path() {
        return request.prologue().uriPath().rawPath();
    }

    @Override
    public String query() {
        return request.prologue().query().rawValue();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean hasBody() {
        // Not asked of the content, which refuses compressed ones in its own way.
        return request.headers().contentLength().orElse(0) > 0
                || request.headers().contains(HeaderNames.TRANSFER_ENCODING);
    }

    @Override
    public Payload body(int sizeMax) {
        boolean tooLarge = request.headers().contentLength().orElse(0) > sizeMax;
        if (tooLarge && request.headers().contains(HeaderValues.EXPECT_100)) {
            // The client waits for our word before it sends: it need not send at all.
            throw tooLarge(sizeMax);
        }
        try {
            // Not closed: that would read what we refuse to its end, however long it takes.
            InputStream in = request.content().inputStream();
            byte[] bytes = in.readNBytes(lengthMax(sizeMax) + 1);
            if (bytes.length > sizeMax) {
                // A client that is still sending would see a reset instead of our answer.
                in.transferTo(OutputStream.nullOutputStream());
                throw tooLarge(sizeMax);
            }
            return Payload.of(bytes);
        } catch (RequestException e) {
            throw e.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413)
                    ? tooLarge(sizeMax)
                    : invalid();
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException e) {
            throw new CloseConnectionException("the client hung up or fell silent", e);
        }
    }

    /** So that room is made for what comes, not for the most that may. */
    private int lengthMax(int sizeMax) {
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING)
                ? sizeMax
                : (int) Math.min(sizeMax, request.headers().contentLength().orElse(sizeMax));
    }

    @Override
    public void send(Response answer) {
        response.status(answer.status());
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (answer.stream().isPresent()) {
            stream(answer.stream().get());
        } else {
            response.send(answer.body().bytes());
        }
        if (isLast(answer)) {
            // Helidon announces the close, but leaves it to the client where there is no body.
            throw new CloseConnectionException("this was the last answer");
        }
    }

    private void stream(Response.Stream stream) {
        try (OutputStream out = response.outputStream()) {
            stream.writeTo(out);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the client hung up", e);
        }
    }

    private boolean isLast(Response answer) {
        return "close".equals(answer.headers().get("Connection"))
                || (request.headers().contains(HeaderNames.CONNECTION)
                        && request.headers().containsToken(HeaderValues.CONNECTION_CLOSE));
    }

    private static ProblemException tooLarge(int sizeMax) {
        return ProblemCode.PAYLOAD_TOO_LARGE
                .because("the body must have at most %d bytes".formatted(sizeMax))
                .header("Connection", "close")
                .exception();
    }

    private static ProblemException invalid() {
        return ProblemCode.BAD_REQUEST
                .because("the body is not framed as HTTP/1.1 demands")
                .header("Connection", "close")
                .exception();
    }

    private List<String> valuesOf(String name) {
        var field = HeaderNames.create(name);
        return request.headers().contains(field)
                ? request.headers().get(field).allValues()
                : List.of();
    }
}
