package dev.rastro.bank.server.shared.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;
import dev.rastro.web.Handler;
import dev.rastro.web.Headers;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.body.Body;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.problem.ProblemException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoreFailuresTest {

    private static final UUID ID = new UUID(0, 1);
    private static final Request REQUEST =
            new Request(
                    "GET",
                    "/read",
                    Map.of(),
                    Map.of(),
                    Headers.of(Map.of()),
                    "application/json",
                    Body.empty(),
                    new Request.Ids(ID, ID));

    private final StoreFailures failures = new StoreFailures();

    @Test
    void a_busy_store_is_an_overload() {
        var problem = refusalOf(new StoreBusyException("secret"));

        assertThat(problem.code()).isEqualTo(HttpProblem.OVERLOADED);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void a_store_that_fails_is_out_of_order_and_tells_nothing_of_its_inside() {
        var problem = refusalOf(new StoreException("secret"));

        assertThat(problem.code()).isEqualTo(ProblemCode.STORE_UNAVAILABLE);
        assertThat(problem.headers()).containsEntry("Retry-After", "1");
        assertThat(problem.detail()).doesNotContain("secret");
    }

    @Test
    void a_stream_of_a_store_that_fails_breaks_off_and_is_closed() throws IOException {
        var closed = new AtomicBoolean();
        var broken =
                new Response.Stream() {
                    @Override
                    public void writeTo(OutputStream out) {
                        throw new StoreException("away");
                    }

                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };

        var stream =
                around(request -> Response.streaming("text/plain", broken)).handle(REQUEST).stream()
                        .orElseThrow();

        assertThatThrownBy(() -> stream.writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(Response.BrokenOffException.class)
                .hasMessage("away");
        stream.close();
        assertThat(closed).isTrue();
    }

    private Handler around(Handler handler) {
        return failures.around(Route.get("/read", handler)).handler();
    }

    private Problem refusalOf(RuntimeException failure) {
        var handler =
                around(request -> {
                    throw failure;
                });
        return catchThrowableOfType(ProblemException.class, () -> handler.handle(REQUEST))
                .problem();
    }
}
