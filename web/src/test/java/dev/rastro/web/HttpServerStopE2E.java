package dev.rastro.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpServerStopE2E {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayFinish = new CountDownLatch(1);

    @Test
    void what_is_in_flight_finishes_and_what_is_new_is_refused() throws Exception {
        HttpServer server = start(8, LONG);
        int port = server.port();
        CompletableFuture<HttpResponse<String>> slow = sendAsync(server, "/slow");
        arrived.await();

        CompletableFuture<Void> stopped =
                // Not on the common pool, on which the client completes its answers.
                CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
        Awaitility.await()
                .atMost(FOR_EVER)
                .until(() -> sendAsync(server, "/quick").join().statusCode() == 503);
        HttpResponse<String> refused = sendAsync(server, "/quick").join();

        assertThat(refused.body()).contains("\"code\":\"shutting_down\"");
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.headers().firstValue("Connection")).contains("close");
        assertThat(sendAsync(server, "/health").join().statusCode()).isEqualTo(200);
        assertThat(sendAsync(server, "/ready").join().body()).contains("shutting_down");
        assertThat(stopped).isNotDone();
        mayFinish.countDown();
        assertThat(slow.join().statusCode()).isEqualTo(200);
        stopped.join();
        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void stopping_does_not_wait_for_ever() throws Exception {
        HttpServer server = start(8, Duration.ofMillis(200));
        CompletableFuture<HttpResponse<String>> slow = sendAsync(server, "/slow");
        arrived.await();

        server.close();

        assertThat(slow.handle((answer, failure) -> failure != null || answer.statusCode() != 200))
                .succeedsWithin(LONG)
                .isEqualTo(true);
    }

    @Test
    void an_idle_connection_does_not_delay_the_stop() throws Exception {
        HttpServer server = start(8, FOR_EVER);
        try (var idle = new RawClient(server.port())) {
            idle.send("GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();

            assertThat(CompletableFuture.runAsync(server::close, Thread::startVirtualThread))
                    .succeedsWithin(LONG);
        }
    }

    @Test
    void more_than_the_limit_in_flight_is_refused_but_health_answers() throws Exception {
        HttpServer server = start(1, LONG);
        CompletableFuture<HttpResponse<String>> slow = sendAsync(server, "/slow");
        arrived.await();

        HttpResponse<String> refused = sendAsync(server, "/quick").join();

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"overloaded\"");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(sendAsync(server, "/health").join().statusCode()).isEqualTo(200);
        assertThat(sendAsync(server, "/ready").join().statusCode()).isEqualTo(200);
        mayFinish.countDown();
        assertThat(slow.join().statusCode()).isEqualTo(200);
        Awaitility.await()
                .atMost(FOR_EVER)
                .until(() -> sendAsync(server, "/quick").join().statusCode() == 200);
        server.close();
    }

    private HttpServer start(int inFlightMax, Duration stopPatience) {
        Routes routes =
                Routes.of(
                        List.of(
                                Route.get("/slow", this::slow),
                                Route.get("/quick", request -> ok()),
                                Route.get("/health", request -> ok()).always(),
                                Route.get("/ready", request -> ok()).whileOpen()));
        var settings =
                new HttpServer.Settings("127.0.0.1", 0, 1024, inFlightMax, FOR_EVER, stopPatience);
        return HttpServer.start(settings, routes, UUID::randomUUID);
    }

    private Response slow(Request request) {
        arrived.countDown();
        try {
            mayFinish.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ok();
    }

    private static Response ok() {
        return Response.json(200, Map.of());
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(HttpServer server, String path) {
        var uri = URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
