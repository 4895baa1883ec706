package dev.rastro.bank.server.shared.problem;

import dev.rastro.engine.command.TooMuchContentionException;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;
import dev.rastro.web.Complaints;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** What clients are told, and the log, when the store did not do what an operation asked of it. */
public final class StoreFailures {

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final Complaints refusals = new Complaints("requests refused for want of room");
    private final Complaints failures = new Complaints("requests failed by the database");

    /** The same operation, whose failures are refusals. */
    public Route around(Route route) {
        return route.handledBy(request -> handle(route, request));
    }

    private Response handle(Route route, Request request) {
        try {
            var response = route.handler().handle(request);
            return response.stream()
                    .map(stream -> response.streamedBy(new StoreStream(stream)))
                    .orElse(response);
        } catch (StoreBusyException | TooMuchContentionException e) {
            throw HttpProblem.OVERLOADED
                    .because("too many requests at once; nothing was done")
                    .retryAfter(RETRY_DELAY)
                    .exception();
        } catch (StoreException e) {
            throw outOfOrder(request, e).exception();
        }
    }

    private Problem outOfOrder(Request request, StoreException e) {
        var trouble = StoreTrouble.of(e, !request.method().equals("POST"));
        var what = request.method() + " " + request.path();
        switch (trouble) {
            case FULL -> refusals.add(what);
            case TIMEOUT, DISK_FULL, AWAY ->
                    failures.add(
                            "%s failed, request %s: %s"
                                    .formatted(what, request.ids().requestId(), e.getMessage()));
        }
        return trouble.problem();
    }

    private record StoreStream(Response.Stream stream) implements Response.Stream {

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                stream.writeTo(out);
            } catch (StoreException e) {
                throw new Response.BrokenOffException(e);
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
