package dev.rastro.bank.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bank that is asked over HTTP. */
final class RunningBank implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final String prefix;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    RunningBank(URI url) {
        this.prefix = url.toString().replaceAll("/+$", "") + "/api/v1";
    }

    JsonNode get(String path, Map<String, String> query) {
        return answer(request(path, query).timeout(ANSWER_TIMEOUT).GET().build());
    }

    JsonNode post(String path, Map<String, ?> body) {
        return answer(
                request(path, Map.of())
                        .timeout(ANSWER_TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(MAPPER.writeValueAsBytes(body)))
                        .build());
    }

    /** Hands over each event as it comes, until one is answered with false, or the stream ends. */
    void follow(String path, Map<String, String> query, Predicate<JsonNode> each) {
        var request = request(path, query).header("Accept", "text/event-stream").GET().build();
        var response = send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            if (response.statusCode() != 200) {
                throw refused(response, lines.collect(Collectors.joining("\n")));
            }
            boolean unused =
                    lines.filter(line -> line.startsWith("data: "))
                            .map(line -> MAPPER.readTree(line.substring("data: ".length())))
                            .allMatch(each);
        }
    }

    /** Text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        var parameters =
                query.entrySet().stream()
                        .map(it -> it.getKey() + "=" + segment(it.getValue()))
                        .collect(Collectors.joining("&"));
        var separator = parameters.isEmpty() ? "" : "?";
        return HttpRequest.newBuilder(URI.create(prefix + path + separator + parameters));
    }

    private JsonNode answer(HttpRequest request) {
        var response = send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw refused(response, response.body());
        }
        try {
            return MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw new RefusedException("what answers there is no Rastro", e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            var reason = e.getMessage() == null ? "cannot connect" : e.getMessage();
            throw new RefusedException("no answer from %s: %s".formatted(prefix, reason), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("interrupted", e);
        }
    }

    private static RefusedException refused(HttpResponse<?> response, String body) {
        try {
            var problem = MAPPER.readTree(body);
            if (problem.path("code").isString()) {
                return new RefusedException(problem);
            }
        } catch (JacksonException e) {
            return new RefusedException("HTTP " + response.statusCode(), e);
        }
        return new RefusedException("HTTP " + response.statusCode());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
