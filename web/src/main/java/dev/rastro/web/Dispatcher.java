package dev.rastro.web;

import dev.rastro.web.body.Body;
import dev.rastro.web.guard.BrowserGuard;
import dev.rastro.web.json.Scalars;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.syntax.PercentEncoding;
import dev.rastro.web.syntax.TraceParent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What happens to every request, whatever it asks for. */
final class Dispatcher {

    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private final Routes routes;
    private final Gate gate;
    private final Rules rules;
    private final Supplier<UUID> newIds;
    private final Complaints refusals = new Complaints("requests refused for want of room");

    /** What holds before anybody looks at what a request wants. */
    record Rules(BrowserGuard browsers, int bodySizeMax) {}

    Dispatcher(Routes routes, Gate gate, Rules rules, Supplier<UUID> newIds) {
        this.routes = routes;
        this.gate = gate;
        this.rules = rules;
        this.newIds = newIds;
    }

    void serve(Exchange exchange) {
        Request.Ids ids = ids(exchange.headers());
        Response response;
        try {
            response = answer(exchange, ids);
        } catch (ProblemException e) {
            response = Response.problem(e.problem(), ids.requestId());
        }
        // No place inside is held while it is written: a slow reader is no request in flight.
        if (!send(exchange, response.compressedFor(exchange.headers()), ids)) {
            refusals.add(exchange.method() + " " + exchange.path());
            send(exchange, Response.problem(untaken(), ids.requestId()), ids);
        }
    }

    private static boolean send(Exchange exchange, Response response, Request.Ids ids) {
        try {
            return exchange.send(response.over(alwaysSent(ids.requestId())));
        } finally {
            // Also where it could not begin.
            response.stream().ifPresent(Response.Stream::close);
        }
    }

    private Response answer(Exchange exchange, Request.Ids ids) {
        exchange.checkFraming();
        rules.browsers().check(exchange.method(), exchange.headers()::all);
        if (exchange.method().equals("OPTIONS") && exchange.path().equals("*")) {
            return new Response(
                    204, Map.of("Allow", routes.methods()), Body.empty(), Optional.empty());
        }
        Routes.Match.Found found = find(exchange);
        Request request = read(exchange, found, ids);
        exchange.received();
        // The body has arrived: a slow sender never holds one of the places inside.
        return gate.pass(found.route().lane(), () -> inside(exchange, found.route(), request))
                .orElseThrow(() -> {
                    if (!gate.isClosed()) {
                        refusals.add(request.method() + " " + request.path());
                    }
                    return gate.refusal().exception();
                });
    }

    private Routes.Match.Found find(Exchange exchange) {
        return switch (routes.match(exchange.method(), exchange.path())) {
            case Routes.Match.Found found -> found;
            case Routes.Match.NoMethod(String allow) ->
                    throw HttpProblem.METHOD_NOT_ALLOWED
                            .because("allowed here: " + allow)
                            .header("Allow", allow)
                            .exception();
            case Routes.Match.NoPath none ->
                    routes.missing(exchange.method(), exchange.path(), exchange.headers())
                            .orElseThrow(() ->
                                    HttpProblem.NOT_FOUND
                                            .because("there is no " + exchange.path())
                                            .exception());
        };
    }

    private Request read(Exchange exchange, Routes.Match.Found found, Request.Ids ids) {
        Headers headers = exchange.headers();
        String mediaType = MediaTypes.choose(headers, found.route().mediaTypes());
        Map<String, List<String>> query = PercentEncoding.decodeQuery(exchange.query());
        return new Request(
                exchange.method(),
                exchange.path(),
                found.parameters(),
                query,
                headers,
                mediaType,
                body(exchange),
                ids);
    }

    private Body body(Exchange exchange) {
        if (!exchange.hasBody()) {
            return Body.empty();
        }
        MediaTypes.requireJson(exchange.headers());
        return exchange.body(rules.bodySizeMax());
    }

    private Response inside(Exchange exchange, Route route, Request request) {
        try {
            return answer(route, request);
        } finally {
            if (route.lane() == Route.Lane.BOUNDED) {
                exchange.answering();
            }
        }
    }

    private Response answer(Route route, Request request) {
        try {
            Response found = route.handler().handle(request);
            return route.method().equals("GET")
                    ? Conditions.apply(request.headers(), found)
                    : found;
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, failed(request), e);
            throw internalError().exception();
        }
    }

    private static String failed(Request request) {
        return "%s %s failed, request %s"
                .formatted(request.method(), request.path(), request.ids().requestId());
    }

    private static Problem untaken() {
        return HttpProblem.OVERLOADED
                .because("too many answers are waiting for clients to take them")
                // Whoever asks for the next without taking this one shall not be heard again.
                .header("Connection", "close")
                .retryAfter(RETRY_DELAY);
    }

    private static Problem internalError() {
        return HttpProblem.INTERNAL_ERROR.because("the log has more, under this request_id");
    }

    /** Headers of every answer that does not know better. */
    static Map<String, String> alwaysSent(UUID requestId) {
        return Map.of(
                "X-Request-Id",
                requestId.toString(),
                "X-Content-Type-Options",
                "nosniff",
                "Cache-Control",
                "no-store");
    }

    private Request.Ids ids(Headers headers) {
        List<String> sent = headers.all("X-Request-Id");
        UUID requestId =
                (sent.size() == 1 ? Scalars.uuid(sent.getFirst()) : Optional.<UUID>empty())
                        .orElseGet(newIds);
        return new Request.Ids(
                requestId, TraceParent.traceId(headers.all("traceparent")).orElse(requestId));
    }
}
