package dev.rastro.bank.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.web.RawAnswers;
import dev.rastro.web.RawClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;

/** Where a request begins and ends, on the wire: one of them is never taken for two. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FramingE2E {

    private static final TestBank BANK = TestBank.start();
    private static final String ACCOUNT = "/api/v1/accounts/" + BANK.openAccount("100.00");
    private static final String DEPOSIT = ACCOUNT + "/deposit";
    private static final String ONE = "{\"amount\":\"1.00\"}";
    private static final String HIDDEN =
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(DEPOSIT, ONE.length(), ONE);
    private static final String NEXT = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "FOO");
    private static final List<String> TARGETS =
            List.of(DEPOSIT, ACCOUNT, "/api/v1/accounts", "/health/live", "/nowhere", "/");

    private String balance = "100.00";

    @AfterAll
    static void stop() {
        BANK.close();
    }

    static List<FramingCases.Case> cases() {
        return FramingCases.around(HIDDEN);
    }

    /** The money is the witness. */
    @AfterEach
    void nothing_was_booked_unasked() {
        assertThat(balance()).isEqualTo(balance);
    }

    private static String balance() {
        return BANK.get(ACCOUNT).get("balance");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void one_request_has_one_answer(FramingCases.Case framing) throws IOException {
        for (var method : METHODS) {
            for (var target : TARGETS) {
                List<Integer> answers = answersTo(method, framing.request(method, target) + NEXT);
                var what = "%s %s, %s: %s".formatted(method, target, framing, answers);
                if (framing.refused()) {
                    assertThat(answers).as(what).hasSize(1);
                    assertThat(answers.getFirst()).as(what).matches(FramingE2E::isRefusal);
                } else {
                    assertThat(answers).as(what).hasSizeBetween(1, 2);
                    assertThat(answers.getFirst()).as(what).isLessThan(500);
                    assertThat(answers.subList(1, answers.size()))
                            .as(what)
                            .allMatch(status -> status == 200);
                }
            }
        }
    }

    /** And who does not hang up by themselves. */
    @Test
    void a_refusal_is_the_end_of_the_connection() throws IOException {
        for (var framing : cases()) {
            // A chunk of that size may have only begun.
            if (framing.refused() && !framing.name().contains("7fffffff")) {
                try (var client = new RawClient(BANK.port())) {
                    client.send(framing.request("POST", DEPOSIT) + NEXT);
                    assertThat(RawAnswers.statuses("POST", client.readAll()))
                            .as(framing.name())
                            .hasSize(1)
                            .allMatch(FramingE2E::isRefusal);
                }
            }
        }
    }

    private static boolean isRefusal(int status) {
        return (status >= 400 && status < 500) || status == 505;
    }

    @Test
    void what_is_framed_rightly_is_booked_once() throws IOException {
        var head = "POST " + DEPOSIT + " HTTP/1.1\r\nHost: localhost\r\n";
        var json = "Content-Type: application/json\r\n";
        var chunked =
                head
                        + json
                        + "Transfer-Encoding: chunked\r\n\r\n11;a=b\r\n"
                        + ONE
                        + "\r\n0\r\n\r\n";
        assertThat(answersTo("POST", chunked + HIDDEN + NEXT)).containsExactly(201, 201, 200);
        assertThat(answersTo("POST", HIDDEN.replace("1.1\r\n", "1.0\r\n") + NEXT))
                .containsExactly(201);
        var kept = HIDDEN.replace("1.1\r\n", "1.0\r\nConnection: keep-alive\r\n");
        assertThat(answersTo("POST", kept + NEXT)).containsExactly(201, 200);
        var absolute = HIDDEN.replace("POST ", "POST http://localhost");
        assertThat(answersTo("POST", absolute + NEXT)).containsExactly(201, 200);
        balance = "105.00";
        assertThat(balance()).isEqualTo(balance);
        BANK.post(ACCOUNT + "/withdraw", "{\"amount\":\"5.00\"}");
        balance = "100.00";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET api/v1/accounts",
                "GET ?",
                "GET ?a=b",
                "GET *",
                "GET /a#b",
                "GET /a b",
                "GET /a\u0001",
                "GET /%",
                "GET /%2",
                "GET /%zz",
                "GET /%00",
                "GET /%ff",
                "GET /\u00e9",
                "GET http://user@localhost/api/v1/accounts",
                "GET http://[::1/",
                "GET http://other.example/api/v1/accounts",
                "GET localhost:80",
                "CONNECT localhost:80",
                "CONNECT /",
                "G\u0001T /",
                "G(T /",
                " GET /",
                "GET\t/",
                "GET",
                "PRI *"
            })
    void a_target_that_is_none_is_refused(String line) throws IOException {
        var request = line + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(answersTo("GET", request)).hasSize(1).allMatch(FramingE2E::isRefusal);
    }

    @Test
    void a_target_that_is_too_long_is_refused_as_such() throws IOException {
        try (var client = new RawClient(BANK.port())) {
            client.send("GET /" + "x".repeat(1 << 20) + " HTTP/1.1\r\n\r\n").finish();
            assertThat(client.readAll()).startsWith("HTTP/1.1 414 ").contains("uri_too_long");
        }
        try (var client = new RawClient(BANK.port())) {
            client.send("GET / HTTP/1.1\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n").finish();
            assertThat(client.readAll()).startsWith("HTTP/1.1 431 ").contains("headers_too_large");
        }
    }

    @Test
    void an_absolute_target_and_an_empty_segment_are_what_they_say() throws IOException {
        var end = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertThat(answersTo("GET", "GET http://localhost/api/v1/accounts" + end + NEXT))
                .containsExactly(200, 200);
        assertThat(answersTo("GET", "GET http://localhost" + end + NEXT)).containsExactly(200, 200);
        assertThat(answersTo("GET", "GET //api/v1/accounts" + end + NEXT))
                .containsExactly(404, 200);
    }

    @Test
    void the_server_as_a_whole_tells_its_methods() throws IOException {
        try (var client = new RawClient(BANK.port())) {
            client.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").finish();
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 204 ")
                    .containsIgnoringCase("allow: GET, HEAD, OPTIONS, POST\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 500, 2_000_000})
    void a_client_that_leaves_early_books_nothing(int bytes) throws IOException {
        var request = HIDDEN.replace("Length: " + ONE.length(), "Length: 60000");
        try (var client = new RawClient(BANK.port())) {
            client.send((request + "x".repeat(bytes)).substring(0, Math.min(bytes, 400))).finish();
            assertThat(RawAnswers.statuses("POST", client.readAll()))
                    .hasSizeLessThanOrEqualTo(1)
                    .allMatch(FramingE2E::isRefusal);
        }
    }

    /** Its sender reads nothing before it has sent everything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10485760\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\na00000\r\n"
            })
    void a_body_of_ten_megabytes_has_an_answer_that_can_be_read(String framing) throws IOException {
        for (var target : List.of(DEPOSIT, "/nowhere", "/")) {
            try (var client = new RawClient(BANK.port())) {
                client.send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n");
                client.send("Content-Type: application/json\r\n" + framing);
                for (int i = 0; i < 160; i++) {
                    client.send("x".repeat(64 * 1024));
                }
                client.finish();
                assertThat(client.readAll())
                        .startsWith("HTTP/1.1 4")
                        .contains(target.equals(DEPOSIT) ? "payload_too_large" : "request_id");
            }
        }
    }

    /** Statuses of all that is answered until the server closes; the first is for the method. */
    private static List<Integer> answersTo(String method, String bytes) throws IOException {
        try (var client = new RawClient(BANK.port())) {
            return RawAnswers.statuses(method, client.send(bytes).finish().readAll());
        }
    }
}
