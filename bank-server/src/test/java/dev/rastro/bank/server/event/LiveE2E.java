package dev.rastro.bank.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveE2E {

    private static final TestBank BANK = TestBank.start();
    private static final String EVENTS = "/api/v1/events";

    @AfterAll
    static void stop() {
        BANK.close();
    }

    private record Sent(String id, String event, JsonNode data) {}

    /** A client of server-sent events. */
    private static final class Listener implements AutoCloseable {
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final BufferedReader lines;

        Listener(String path, Map<String, String> headers) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d%s"
                                                    .formatted(BANK.server().port(), path)))
                            .header("Accept", "text/event-stream");
            headers.forEach(request::header);
            try {
                var response = client.send(request.build(), BodyHandlers.ofInputStream());
                assertThat(response.statusCode()).isEqualTo(200);
                lines =
                        new BufferedReader(
                                new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        Sent next() {
            try {
                String id = "";
                String event = "";
                while (true) {
                    var line = lines.readLine();
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("event: ")) {
                        event = line.substring(7);
                    } else if (line.startsWith("data: ")) {
                        var data = JsonMapper.shared().readTree(line.substring(6));
                        return new Sent(id, event, data);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    @Test
    void the_log_is_heard_as_it_happens_and_a_client_that_comes_back_misses_nothing() {
        var account = "/api/v1/accounts/" + BANK.openAccount("1.00");
        String last;
        try (var listener = new Listener(EVENTS + "?types=MoneyDeposited", Map.of())) {
            BANK.post(account + "/deposit", "{\"amount\": \"2.00\"}");
            var first = listener.next();
            assertThat(first.event()).isEqualTo("MoneyDeposited");
            assertThat(first.data().at("/data/amount/amount").asString()).isEqualTo("2.00");
            last = first.id();
        }
        for (int i = 3; i < 30; i++) {
            BANK.post(account + "/deposit", "{\"amount\": \"%d.00\"}".formatted(i));
        }
        var heard = new ArrayList<String>();
        try (var listener =
                new Listener(EVENTS + "?types=MoneyDeposited", Map.of("Last-Event-ID", last))) {
            for (int i = 3; i < 30; i++) {
                heard.add(listener.next().data().at("/data/amount/amount").asString());
            }
        }
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.range(3, 30).mapToObj(i -> i + ".00").toList());
    }

    @Test
    void an_account_is_shown_at_once_and_after_each_of_its_events() {
        var account = "/api/v1/accounts/" + BANK.openAccount("1.00");
        var other = "/api/v1/accounts/" + BANK.openAccount("1.00");
        try (var listener = new Listener(account + "/stream", Map.of())) {
            assertThat(listener.next().data().get("balance").asString()).isEqualTo("1.00");
            BANK.post(other + "/deposit", "{\"amount\": \"5.00\"}");
            BANK.post(account + "/deposit", "{\"amount\": \"2.00\"}");

            assertThat(listener.next().event()).isEqualTo("MoneyDeposited");
            var shown = listener.next();
            assertThat(shown.event()).isEqualTo("account");
            assertThat(shown.data().get("balance").asString()).isEqualTo("3.00");
        }
    }

    @Test
    void many_streams_hear_every_event_once() {
        var account = "/api/v1/accounts/" + BANK.openAccount("1.00");
        var listeners = new ArrayList<Listener>();
        try {
            for (int i = 0; i < 100; i++) {
                listeners.add(
                        new Listener(
                                EVENTS
                                        + "?stream="
                                        + account.replace("/api/v1/accounts/", "account-"),
                                Map.of()));
            }
            BANK.post(account + "/deposit", "{\"amount\": \"2.00\"}");
            BANK.post(account + "/withdraw", "{\"amount\": \"1.00\"}");
            for (var listener : listeners) {
                assertThat(List.of(listener.next().event(), listener.next().event()))
                        .containsExactly("MoneyDeposited", "MoneyWithdrawn");
            }
        } finally {
            listeners.forEach(Listener::close);
        }
    }

    @Test
    void pages_of_the_log_follow_each_other_through_every_filter() {
        var account = BANK.openAccount("1.00");
        for (int i = 0; i < 5; i++) {
            BANK.post("/api/v1/accounts/" + account + "/deposit", "{\"amount\": \"2.00\"}");
        }
        var versions = new ArrayList<Long>();
        var cursor = "";
        do {
            var page = BANK.get(EVENTS + "?limit=2&stream=account-" + account + cursor).json();
            page.get("items").forEach(item -> versions.add(item.get("version").asLong()));
            var next = page.get("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        assertThat(versions).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    /** A standard client comes back with the address that it came with first. */
    @Test
    void the_last_event_that_was_heard_wins_over_the_address() {
        var account = BANK.openAccount("1.00");
        for (int i = 0; i < 3; i++) {
            BANK.post("/api/v1/accounts/" + account + "/deposit", "{\"amount\": \"2.00\"}");
        }
        var path = EVENTS + "?after=0&stream=account-" + account;
        String second;
        try (var listener = new Listener(path, Map.of())) {
            listener.next();
            second = listener.next().id();
        }

        try (var listener = new Listener(path, Map.of("Last-Event-ID", second))) {
            assertThat(listener.next().data().get("version").asLong()).isEqualTo(3);
        }
    }

    @Test
    void a_position_that_the_log_does_not_reach_is_refused_in_every_form() {
        var account = "/api/v1/accounts/" + BANK.openAccount("1.00");
        var live = Map.of("Accept", "text/event-stream");
        var ahead = Map.of("Accept", "text/event-stream", "Last-Event-ID", "99999999");
        var refused =
                List.of(
                        BANK.get(EVENTS + "?after=99999999"),
                        BANK.get(EVENTS + "?after=99999999", live),
                        BANK.get(EVENTS + "?after=0", ahead),
                        BANK.get(account + "/stream", ahead),
                        BANK.get(account + "?min_position=99999999"),
                        BANK.get(account, Map.of("Ledger-Position", "99999999")),
                        BANK.get("/api/v1/audit?min_position=99999999"));

        for (var reply : refused) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.get("code")).isEqualTo("position_ahead_of_log");
            assertThat(reply.json().get("position").asLong()).isBetween(1L, 99_999_998L);
        }
    }

    @Test
    void filters_that_cannot_be_are_refused_and_what_is_said_twice_counts_once() {
        var account = BANK.openAccount("1.00");

        assertThat(BANK.get(EVENTS + "?stream=account").get("code")).isEqualTo("invalid_parameter");
        var page =
                BANK.get(
                        EVENTS
                                + "?types=AccountOpened,AccountOpened&category=account&stream=account-"
                                + account);
        assertThat(page.json().get("items")).hasSize(1);
        var other = EVENTS + "?category=customer&stream=account-" + account;
        assertThat(BANK.get(other).json().get("items")).isEmpty();
    }

    @Test
    void wrong_ids_and_unknown_accounts_are_refused() {
        var live = Map.of("Accept", "text/event-stream", "Last-Event-ID", "x");
        assertThat(BANK.get(EVENTS, live).get("code")).isEqualTo("invalid_parameter");
        assertThat(BANK.get("/api/v1/accounts/nobody/stream").get("code"))
                .isEqualTo("account_not_found");
    }

    @Test
    void a_stopping_server_ends_its_streams() throws Exception {
        var bank = TestBank.start();
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d%s"
                                                .formatted(bank.server().port(), EVENTS)))
                        .header("Accept", "text/event-stream")
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofInputStream());
            bank.close();
            assertThat(response.body().readAllBytes())
                    .startsWith(":".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Cut off is ended too.
        }
    }
}
