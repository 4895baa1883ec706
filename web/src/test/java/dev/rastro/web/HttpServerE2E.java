package dev.rastro.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.web.json.JsonBody;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpServerE2E {

    private static final int LIMIT = 64 * 1024;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** The beginning of a request whose end is the test's. */
    private static final String POST_SIZE =
            "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = start(LONG);
    }

    private static HttpServer start(Duration readTimeout) {
        Routes routes =
                Routes.of(
                        List.of(
                                Route.get("/echo/{id}", HttpServerE2E::echo),
                                Route.post("/size", HttpServerE2E::size),
                                Route.post("/json", HttpServerE2E::json),
                                Route.get("/throws/{what}", HttpServerE2E::failure)));
        var settings = new HttpServer.Settings("127.0.0.1", 0, LIMIT, 64, readTimeout, LONG);
        return HttpServer.start(settings, routes, UUID::randomUUID);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_handler_sees_path_query_and_ids() throws Exception {
        HttpResponse<String> answer = get("/echo/a%20b?q=x%26y+z");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"id\":\"a b\"").contains("\"q\":[\"x&y z\"]");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void the_clients_request_id_is_kept_where_it_is_a_uuid() throws Exception {
        String mine = UUID.randomUUID().toString();

        assertThat(header(get("/echo/1", "X-Request-Id", mine), "X-Request-Id")).isEqualTo(mine);
        assertThat(header(get("/echo/1", "X-Request-Id", "mine"), "X-Request-Id"))
                .matches(UUID_TEXT);
        assertThat(header(get("/nowhere"), "X-Request-Id")).matches(UUID_TEXT);
    }

    @Test
    void the_trace_of_the_caller_is_the_correlation() throws Exception {
        String valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        String mine = UUID.randomUUID().toString();

        assertThat(get("/echo/1", "traceparent", valid).body())
                .contains("\"correlation\":\"4bf92f35-77b3-4da6-a3ce-929d0e0e4736\"");
        assertThat(get("/echo/1", "traceparent", "00-x-y-01", "X-Request-Id", mine).body())
                .contains("\"correlation\":\"" + mine + "\"");
    }

    @Test
    void unknown_paths_and_methods_are_refused() throws Exception {
        assertProblem(get("/nowhere"), HttpProblem.NOT_FOUND);
        assertProblem(get("/echo/1/"), HttpProblem.NOT_FOUND);
        HttpResponse<String> answer = send(request("/json").DELETE());
        assertProblem(answer, HttpProblem.METHOD_NOT_ALLOWED);
        assertThat(header(answer, "Allow")).isEqualTo("POST");
    }

    @Test
    void head_is_get_without_its_body() throws Exception {
        HttpResponse<String> head = send(request("/echo/1").method("HEAD", none()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo("application/json");
        assertProblemStatus(send(request("/nowhere").method("HEAD", none())), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; profile=x"
            })
    void json_is_taken(String type) throws Exception {
        assertThat(post("/json", type, "{\"name\":\"a\"}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=latin1",
                "application/xml",
                "nonsense"
            })
    void other_media_types_are_not(String type) throws Exception {
        assertProblem(post("/json", type, "{}"), HttpProblem.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void a_body_without_a_type_or_with_a_coding_is_refused() throws Exception {
        assertProblem(
                send(request("/json").POST(BodyPublishers.ofString("{}"))),
                HttpProblem.UNSUPPORTED_MEDIA_TYPE);
        assertProblem(
                send(
                        request("/json")
                                .header("Content-Type", "application/json")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofString("{}"))),
                HttpProblem.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | 200",
                "*/* | 200",
                "text/html, application/* ; q=0.5 | 200",
                "text/html | 406",
                "application/json;q=0 | 406"
            })
    void what_is_not_accepted_is_not_sent(String accept, int status) throws Exception {
        assertProblemStatus(get("/echo/1", "Accept", accept), status);
    }

    @Test
    void invalid_escapes_are_refused() throws Exception {
        assertRawStatus("GET /echo/%zz HTTP/1.1", 400);
        assertRawStatus("GET /echo/%ff HTTP/1.1", 400);
        assertRawStatus("GET /echo/%00 HTTP/1.1", 400);
        assertRawStatus("GET /echo/1?q=%ff HTTP/1.1", 400);
    }

    @Test
    void wrong_json_is_refused() throws Exception {
        assertProblem(post("/json", "application/json", "{"), HttpProblem.MALFORMED_JSON);
        assertProblem(post("/json", "application/json", "{}"), HttpProblem.INVALID_REQUEST);
        assertProblem(
                send(request("/json").header("Content-Type", "application/json").POST(none())),
                HttpProblem.MALFORMED_JSON);
    }

    @Test
    void a_body_may_have_the_limit_and_not_a_byte_more() throws Exception {
        assertThat(postBytes(LIMIT, false).body()).isEqualTo("{\"size\":65536}");
        assertThat(postBytes(LIMIT, true).body()).isEqualTo("{\"size\":65536}");
        assertProblem(postBytes(LIMIT + 1, false), HttpProblem.PAYLOAD_TOO_LARGE);
        assertProblem(postBytes(LIMIT + 1, true), HttpProblem.PAYLOAD_TOO_LARGE);
    }

    @Test
    void two_mebibytes_are_refused_with_an_answer_that_arrives() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertProblem(postBytes(2 << 20, false), HttpProblem.PAYLOAD_TOO_LARGE);
            assertProblem(postBytes(2 << 20, true), HttpProblem.PAYLOAD_TOO_LARGE);
        }
    }

    @Test
    void a_client_that_asks_first_need_not_send_a_large_body() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(POST_SIZE + "Content-Length: 2097152\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.readAnswer())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("payload_too_large");
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(POST_SIZE + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.readAnswer()).startsWith("HTTP/1.1 100 ");

            client.send("{}");

            assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ").contains("{\"size\":2}");
        }
    }

    @Test
    void absurd_sizes_are_refused_at_once() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send(POST_SIZE + "Content-Length: 99999999999\r\n\r\n");

            assertThat(client.readAll()).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
        }
        try (var client = new RawClient(server.port())) {
            client.send(POST_SIZE + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n");
            client.send("x".repeat(LIMIT + 1));

            assertThat(client.readAll()).startsWith("HTTP/1.1 413 ").contains("payload_too_large");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                POST_SIZE + "Content-Length: 100\r\n\r\n{\"a\"",
                POST_SIZE + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\"",
                "POST /size HTTP/1.1\r\nHost: localhost\r\nContent-Type: appl",
                "GE",
                ""
            })
    void a_client_that_falls_silent_is_hung_up_on(String beginning) throws Exception {
        try (var impatient = start(Duration.ofSeconds(2));
                var client = new RawClient(impatient.port())) {
            // It waits for 2 s; the client would fail after a minute.
            assertThat(client.send(beginning).readAll()).doesNotContain("HTTP/1.1 2");
        }
    }

    @Test
    void a_flood_of_headers_is_refused() throws Exception {
        try (var client = new RawClient(server.port())) {
            client.send("GET /echo/1 HTTP/1.1\r\nHost: localhost\r\n");
            client.send("X-Flood: 0123456789012345678901234567890123456789\r\n".repeat(1000));

            assertThat(readUntilReset(client)).doesNotContain("HTTP/1.1 2");
        }
        assertThat(get("/echo/1").statusCode()).isEqualTo(200);
    }

    @Test
    void what_is_not_http_is_refused_as_a_problem() throws Exception {
        try (var client = new RawClient(server.port())) {
            String answer =
                    client.send("GET /echo/\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n").readAll();

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .contains("\"code\":\"bad_request\"");
        }
    }

    @Test
    void failures_are_answered_by_kind_and_never_explained() throws Exception {
        HttpResponse<String> bug = get("/throws/bug");
        assertProblem(bug, HttpProblem.INTERNAL_ERROR);
        assertThat(bug.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void nothing_waits_for_nagle() throws Exception {
        assertThat(server.sendsWithoutDelay()).isTrue();
    }

    private static Response echo(Request request) {
        return Response.json(
                200,
                Map.of(
                        "id", request.pathParameter("id"),
                        "query", request.query(),
                        "correlation", request.ids().correlationId()));
    }

    private static Response size(Request request) {
        return Response.json(200, Map.of("size", request.body().size()));
    }

    private static Response json(Request request) {
        String name = JsonBody.parse(request.body()).read(fields -> fields.text("name", 10));
        return Response.json(200, Map.of("name", name));
    }

    private static Response failure(Request request) {
        throw new IllegalStateException("secret " + request.pathParameter("what"));
    }

    private static String readUntilReset(RawClient client) throws IOException {
        try {
            return client.readAll();
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    private static void assertRawStatus(String line, int status) throws IOException {
        try (var client = new RawClient(server.port())) {
            String answer =
                    client.send(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .readAll();
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"request_id\"");
        }
    }

    private static void assertProblem(HttpResponse<String> answer, ProblemType code) {
        assertThat(answer.body()).contains("\"code\":\"" + code.code() + "\"");
        assertThat(answer.body()).contains("\"type\":\"/problems/" + code.code() + "\"");
        assertThat(answer.body())
                .contains("\"request_id\":\"" + header(answer, "X-Request-Id") + "\"");
        assertThat(answer.statusCode()).isEqualTo(code.status());
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
    }

    private static void assertProblemStatus(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("(none)");
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> post(String path, String type, String body)
            throws Exception {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> postBytes(int size, boolean chunked) throws Exception {
        byte[] bytes = new byte[size];
        BodyPublisher body =
                chunked
                        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                        : BodyPublishers.ofByteArray(bytes);
        return send(request("/size").header("Content-Type", "application/json").POST(body));
    }

    private static BodyPublisher none() {
        return BodyPublishers.noBody();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
