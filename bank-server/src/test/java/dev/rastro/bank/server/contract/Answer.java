package dev.rastro.bank.server.contract;

import dev.rastro.bank.server.TestBank.Reply;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked, and what came back. Names of headers are in small letters. */
record Answer(
        String method, String path, int status, Map<String, List<String>> headers, String text) {

    public static Answer of(Reply reply) {
        var request = reply.http().request();
        return new Answer(
                request.method(),
                request.uri().getRawPath(),
                reply.status(),
                reply.http().headers().map(),
                reply.text());
    }

    List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Without parameters; empty where there is none. */
    String mediaType() {
        return header("Content-Type").stream()
                .map(type -> type.split(";", 2)[0].strip())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "%s %s -> %d %s %s".formatted(method, path, status, headers, text);
    }
}
