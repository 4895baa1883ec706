package dev.rastro.bank.server.contract;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A request that must be refused.
 *
 * @param headers names and values in turn
 * @param expected status, code, and perhaps the code of the first wrong field
 */
record WrongRequest(
        String what,
        String method,
        String path,
        List<String> headers,
        Supplier<BodyPublisher> body,
        String expected) {

    private static final String CONTENT_TYPE = "Content-Type";

    static WrongRequest get(String path, String expected) {
        return new WrongRequest("", "GET", path, List.of(), BodyPublishers::noBody, expected);
    }

    static WrongRequest post(String path, String body, String expected) {
        return post(path, body.getBytes(StandardCharsets.UTF_8), expected);
    }

    static WrongRequest post(String path, byte[] body, String expected) {
        return new WrongRequest(
                "",
                "POST",
                path,
                List.of(CONTENT_TYPE, "application/json"),
                () -> BodyPublishers.ofByteArray(body),
                expected);
    }

    WrongRequest as(String name) {
        return new WrongRequest(name, method, path, headers, body, expected);
    }

    WrongRequest method(String name) {
        return new WrongRequest(what, name, path, headers, body, expected);
    }

    WrongRequest header(String name, String value) {
        var all = new ArrayList<>(headers);
        all.add(name);
        all.add(value);
        return new WrongRequest(what, method, path, List.copyOf(all), body, expected);
    }

    WrongRequest noHeaders() {
        return new WrongRequest(what, method, path, List.of(), body, expected);
    }

    /** With a body of which the server is not told the length. */
    WrongRequest chunked(byte[] bytes) {
        return new WrongRequest(
                what,
                method,
                path,
                headers,
                () -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                expected);
    }

    HttpRequest.Builder on(HttpRequest.Builder request) {
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request.method(method, body.get());
    }

    @Override
    public String toString() {
        return "%s %s %s: %s".formatted(method, shortened(path), what, expected);
    }

    private static String shortened(String text) {
        return text.length() < 120 ? text : text.substring(0, 117) + "...";
    }
}
