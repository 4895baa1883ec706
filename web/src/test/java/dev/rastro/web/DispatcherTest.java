package dev.rastro.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.web.guard.BrowserGuard;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DispatcherTest {

    private final AtomicInteger closed = new AtomicInteger();

    private final class Stream implements Response.Stream {

        @Override
        public void writeTo(OutputStream out) {
            throw new AssertionError("it never comes to this");
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void a_stream_that_cannot_begin_is_closed() {
        var route =
                Route.get("/stream", request -> Response.streaming("text/plain", new Stream()))
                        .producing(List.of("text/plain"));
        var rules = new Dispatcher.Rules(BrowserGuard.listeningOn("127.0.0.1"), 1);
        var dispatcher =
                new Dispatcher(Routes.of(List.of(route)), new Gate(1), rules, UUID::randomUUID);

        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> dispatcher.serve(whoHasGone()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(closed).hasValue(i);
        }
    }

    /** A client to whom nothing can be sent. */
    private static Exchange whoHasGone() {
        var answers =
                Map.of(
                        "method",
                        "GET",
                        "path",
                        "/stream",
                        "query",
                        "",
                        "hasBody",
                        false,
                        "headers",
                        Headers.of(
                                Map.of(
                                        "Host",
                                        List.of("localhost"),
                                        "Accept",
                                        List.of("text/plain"))));
        return (Exchange)
                Proxy.newProxyInstance(
                        Exchange.class.getClassLoader(),
                        new Class<?>[] {Exchange.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("send")) {
                                throw new IllegalStateException("nobody there");
                            }
                            return answers.get(method.getName());
                        });
    }
}
