package dev.rastro.bank.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.web.RawAnswers;
import dev.rastro.web.RawClient;
import dev.rastro.web.Route;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What GET and HEAD say on the wire, on every route. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingE2E {

    private static final TestBank BANK = TestBank.start();
    private static final String ID = BANK.openAccount("100.00");
    private static final String ACCOUNT = "/api/v1/accounts/" + ID;
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @AfterAll
    static void stop() {
        BANK.close();
    }

    static List<String> paths() {
        return Stream.concat(
                        BANK.routes().stream()
                                .filter(route -> route.method().equals("GET"))
                                .map(Route::template)
                                .map(path -> path.replace("{account_id}", ID))
                                .map(path -> path.replaceAll("\\{.*?}", "none")),
                        Stream.of("/", "/accounts", "/console/app.js", "/nowhere"))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void head_is_get_without_its_body(String path) throws IOException {
        String head;
        try (var client = new RawClient(BANK.port())) {
            // A byte of a body would be taken for the beginning of the next answer.
            String sent = client.send(request("HEAD", path, "") + LIVE).finish().readAll();
            assertThat(RawAnswers.statuses("HEAD", sent)).hasSize(2).last().isEqualTo(200);
            head = sent.substring(0, sent.indexOf("\r\n\r\n"));
        }
        if (!path.endsWith("/stream")) {
            assertThat(fields(head)).isEqualTo(fields(get(path, "")));
        }
        assertThat(head).doesNotContainIgnoringCase("server:");
    }

    @Test
    void a_stream_is_not_begun_by_head() throws IOException {
        try (var client = new RawClient(BANK.port())) {
            var request = request("HEAD", "/api/v1/events", "Accept: text/event-stream\r\n");
            String sent = client.send(request + LIVE).finish().readAll();
            assertThat(RawAnswers.statuses("HEAD", sent)).containsExactly(200, 200);
            assertThat(sent.substring(0, sent.indexOf("\r\n\r\n")))
                    .contains("text/event-stream")
                    .doesNotContainIgnoringCase("content-length");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match | \"1\" | 304",
                "If-None-Match | W/\"1\" | 304",
                "If-None-Match | \"0\", \"1\" | 304",
                "If-None-Match | * | 304",
                "If-None-Match | \"2\" | 200",
                "If-None-Match | 1 | 200",
                "If-Match | \"1\" | 200",
                "If-Match | \"0\", \"1\" | 200",
                "If-Match | * | 200",
                "If-Match | \"2\" | 412",
                "If-Match | W/\"1\" | 412",
                "If-Match | nonsense | 412"
            })
    void conditions_hold_for_reading(String header, String value, int status) throws IOException {
        for (var method : List.of("GET", "HEAD")) {
            try (var client = new RawClient(BANK.port())) {
                var request = request(method, ACCOUNT, header + ": " + value + "\r\n");
                String sent = client.send(request + LIVE).finish().readAll();
                assertThat(RawAnswers.statuses(method, sent)).containsExactly(status, 200);
                if (status == 304) {
                    assertThat(sent)
                            .containsIgnoringCase("etag: \"1\"\r\n")
                            .containsIgnoringCase("ledger-position: ");
                }
                if (status == 412 && method.equals("GET")) {
                    assertThat(sent).contains("version_mismatch");
                }
            }
        }
    }

    @Test
    void an_asset_that_is_known_is_not_sent_again() throws IOException {
        String first = get("/console/app.js", "");
        String tag = first.lines().filter(it -> it.startsWith("ETag: ")).findFirst().orElseThrow();

        String again = get("/console/app.js", "If-None-Match" + tag.substring(4) + "\r\n");

        assertThat(again).startsWith("HTTP/1.1 304 ").contains(tag, "Content-Security-Policy: ");
    }

    @Test
    void what_is_not_there_is_not_unacceptable() {
        var json = Map.of("Accept", "application/json");
        assertThat(BANK.get("/nowhere", json).get("code")).isEqualTo("not_found");
        assertThat(BANK.get("/console/nowhere.js", json).get("code")).isEqualTo("not_found");
        assertThat(BANK.get("/accounts", json).get("code")).isEqualTo("not_acceptable");
    }

    @Test
    void other_methods_are_not_allowed_where_there_is_a_page() throws IOException {
        for (var path : List.of("/", "/accounts/x", "/console/app.js")) {
            for (var method : List.of("PUT", "POST", "DELETE", "FOO")) {
                try (var client = new RawClient(BANK.port())) {
                    String sent = client.send(request(method, path, "")).finish().readAll();
                    assertThat(sent).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD\r\n");
                }
            }
        }
    }

    /** A pattern with repetitions goes as deep as its input is long. */
    @Test
    void a_long_path_is_nowhere() throws IOException {
        for (var piece : List.of("a/", "a", "-", ".", "%61/")) {
            for (var begin : List.of("/console/", "/console/lib/lit/1.0/", "/", "/api/v1/")) {
                var path = begin + piece.repeat(14_000 / piece.length());
                assertThat(get(path, "")).as(piece + begin).startsWith("HTTP/1.1 404 ");
            }
        }
    }

    /** RFC 3339 allows t and z. */
    @Test
    void times_may_be_written_small() {
        assertThat(BANK.get(ACCOUNT + "?as_of=2999-01-01t00:00:00z").status()).isEqualTo(200);
        assertThat(BANK.get(ACCOUNT + "?as_of=2999-01-01x00:00:00z").status()).isEqualTo(400);
    }

    private static String request(String method, String path, String headers) {
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(method, path, headers);
    }

    private static String get(String path, String headers) throws IOException {
        try (var client = new RawClient(BANK.port())) {
            return client.send(request("GET", path, headers)).finish().readAll();
        }
    }

    /** All that does not differ from one answer to the next. */
    private static Set<String> fields(String answer) {
        var fields = new TreeSet<String>();
        answer.substring(
                        0,
                        answer.contains("\r\n\r\n") ? answer.indexOf("\r\n\r\n") : answer.length())
                .lines()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("x-request-id:"))
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("date:"))
                .forEach(fields::add);
        return fields;
    }
}
