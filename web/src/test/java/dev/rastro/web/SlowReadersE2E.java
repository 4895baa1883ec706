package dev.rastro.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.web.body.Body;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask and do not take the answers, beside others that do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SlowReadersE2E {

    /** Far more than what sockets keep for somebody who does not read. */
    private static final int LARGE = 32 << 20;

    private static final long UNSENT_MAX = 3L * LARGE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger handled = new AtomicInteger();
    private final Body large = Body.of(new byte[LARGE]);
    private final List<RawClient> clients = new ArrayList<>();
    private HttpServer server = start(1, LONG, 100);

    @AfterEach
    void stop() throws IOException {
        for (var client : clients) {
            client.close();
        }
        server.close();
    }

    private HttpServer start(int inFlightMax, Duration readTimeout, int connectionsMax) {
        var routes =
                Routes.of(
                        List.of(
                                Route.get("/large", request -> large()),
                                Route.post("/large", request -> large()),
                                Route.get("/small", request -> Response.json(200, Map.of())),
                                Route.get("/thread", request -> thread())));
        return HttpServer.start(
                new HttpServer.Settings(
                        "127.0.0.1",
                        0,
                        1024,
                        inFlightMax,
                        readTimeout,
                        PATIENCE,
                        new HttpServer.Crowd(connectionsMax, UNSENT_MAX)),
                routes,
                UUID::randomUUID);
    }

    private void startAnew(int inFlightMax, Duration readTimeout, int connectionsMax) {
        server.close();
        server = start(inFlightMax, readTimeout, connectionsMax);
    }

    private Response large() {
        handled.incrementAndGet();
        return Response.of(200, "application/octet-stream", large).header("ETag", "\"1\"");
    }

    @Test
    void who_does_not_read_is_not_read_from() throws IOException {
        var slow = client().send(get("/large").repeat(50));
        await().atMost(PATIENCE).until(() -> server.unsentBytes() > 0);

        for (int i = 0; i < 100; i++) {
            assertThat(ask("/small")).startsWith("HTTP/1.1 200 ");
        }

        assertThat(handled).hasValue(1);
        await().atMost(PATIENCE).until(() -> server.unsentBytes() == LARGE);
        slow.close();
        await().atMost(PATIENCE).until(() -> server.unsentBytes() == 0);
        assertThat(handled).hasValue(1);
    }

    /** There is one place inside, and everybody gets it. */
    @Test
    void a_slow_reader_holds_no_place_among_the_requests_in_flight() throws IOException {
        client().send(get("/large"));
        await().atMost(PATIENCE).until(() -> server.unsentBytes() > 0);

        assertThat(ask("/small")).startsWith("HTTP/1.1 200 ");
    }

    private static Response thread() {
        return Response.json(200, Map.of("virtual", Thread.currentThread().isVirtual()));
    }

    /** A request that waits for another's answer to be taken is resumed by whoever writes that. */
    @Test
    void whatever_comes_before_it_a_request_has_a_thread_of_its_own() throws IOException {
        var slow = client().send(get("/large") + get("/thread") + get("/thread"));
        await().atMost(PATIENCE).until(() -> server.unsentBytes() > 0);

        slow.readAnswer();

        assertThat(slow.readAnswer()).contains("\"virtual\":true");
        assertThat(slow.readAnswer()).contains("\"virtual\":true");
    }

    @Test
    void what_nobody_takes_has_a_limit() throws IOException {
        for (int i = 0; i < 3; i++) {
            client().send(get("/large"));
            long expected = (i + 1L) * LARGE;
            await().atMost(PATIENCE).until(() -> server.unsentBytes() == expected);
        }

        String refused = ask("/large");

        assertThat(refused).startsWith("HTTP/1.1 503 ").contains("\"code\":\"overloaded\"");
        assertThat(refused).containsIgnoringCase("retry-after: 1\r\n").doesNotContain("ETag");
        assertThat(refused).containsIgnoringCase("connection: close\r\n");
        assertThat(ask("/small")).startsWith("HTTP/1.1 200 ");
        await().atMost(PATIENCE).until(() -> server.unsentBytes() == UNSENT_MAX);
        clients.getFirst().close();
        await().atMost(PATIENCE).until(() -> server.unsentBytes() < UNSENT_MAX);
        assertThat(ask("/large")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void what_was_done_is_said_in_any_case() throws IOException {
        for (int i = 0; i < 4; i++) {
            client().send("POST /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        await().atMost(PATIENCE).until(() -> server.unsentBytes() == 4L * LARGE);
    }

    @Test
    void who_takes_nothing_for_long_is_hung_up_on() throws IOException {
        startAnew(1, Duration.ofSeconds(1), 100);
        client().send(get("/large"));
        await().atMost(PATIENCE).until(() -> server.unsentBytes() > 0);

        await().atMost(PATIENCE).until(() -> server.unsentBytes() == 0);
    }

    @Test
    void a_stop_waits_for_who_still_reads() throws IOException {
        var slow = client().send(get("/large"));
        await().atMost(PATIENCE).until(() -> server.unsentBytes() > 0);

        var stopped = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);

        assertThat(slow.readAnswer()).startsWith("HTTP/1.1 200 ").hasSizeGreaterThan(LARGE);
        assertThat(stopped).succeedsWithin(PATIENCE);
    }

    @Test
    void connections_have_a_limit() throws IOException {
        startAnew(1, LONG, 2);
        client().send(get("/small")).readAnswer();
        client().send(get("/small")).readAnswer();
        var third = client().send(get("/small"));
        assertThat(third.hasAnswerWithin(Duration.ofMillis(300))).isFalse();

        clients.getFirst().close();

        assertThat(third.readAnswer()).startsWith("HTTP/1.1 200 ");
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private RawClient client() throws IOException {
        var client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    private String ask(String path) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send(get(path)).readAnswer();
        }
    }
}
