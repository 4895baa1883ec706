package dev.rastro.bank.server.http;

import dev.rastro.bank.server.http.guard.BrowserGuard;
import dev.rastro.bank.server.http.json.Scalars;
import dev.rastro.bank.server.http.problem.Problem;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.problem.ProblemException;
import dev.rastro.bank.server.http.problem.StoreTrouble;
import dev.rastro.bank.server.http.syntax.PercentEncoding;
import dev.rastro.bank.server.http.syntax.TraceParent;
import dev.rastro.engine.decider.TooMuchContentionException;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;

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
        Prepared prepared;
        try {
            rules.browsers().check(exchange.method(), exchange.headers()::all);
            Routes.Match.Found found = find(exchange);
            prepared = new Prepared(found.route(), read(exchange, found, ids));
        } catch (ProblemException e) {
            send(exchange, Response.problem(e.problem(), ids.requestId()), ids);
            return;
        }
        exchange.received();
        // The body has arrived: a slow sender never holds one of the places inside.
        boolean passed =
                gate.pass(prepared.route().lane(), () -> send(exchange, answer(prepared), ids));
        if (!passed) {
            send(exchange, Response.problem(gate.refusal(), ids.requestId()), ids);
        }
    }

    private Routes.Match.Found find(Exchange exchange) {
        List<String> segments = PercentEncoding.decodeSegments(exchange.path());
        return switch (routes.match(exchange.method(), segments)) {
            case Routes.Match.Found found -> found;
            case Routes.Match.NoMethod(String allow) ->
                    throw ProblemCode.METHOD_NOT_ALLOWED
                            .because("allowed here: " + allow)
                            .header("Allow", allow)
                            .exception();
            case Routes.Match.NoPath none ->
                    throw ProblemCode.NOT_FOUND
                            .because("there is no " + exchange.path())
                            .exception();
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

    private Payload body(Exchange exchange) {
        if (!exchange.hasBody()) {
            return Payload.empty();
        }
        MediaTypes.requireJson(exchange.headers());
        return exchange.body(rules.bodySizeMax());
    }

    private static Response answer(Prepared prepared) {
        Request request = prepared.request();
        try {
            return prepared.route().handler().handle(request);
        } catch (ProblemException e) {
            return Response.problem(e.problem(), request.ids().requestId());
        } catch (StoreBusyException | TooMuchContentionException e) {
            return Response.problem(overloaded(), request.ids().requestId());
        } catch (StoreException e) {
            var trouble = StoreTrouble.of(e, !request.method().equals("POST"));
            if (trouble.isOurFault()) {
                log(request, e);
            }
            return Response.problem(trouble.problem(), request.ids().requestId());
        } catch (RuntimeException e) {
            log(request, e);
            return Response.problem(internalError(), request.ids().requestId());
        }
    }

    private static void log(Request request, RuntimeException e) {
        LOG.log(
                System.Logger.Level.ERROR,
                "%s %s failed, request %s"
                        .formatted(request.method(), request.path(), request.ids().requestId()),
                e);
    }

    private static Problem overloaded() {
        return ProblemCode.OVERLOADED
                .because("too many writers at once; nothing was done")
                .retryAfter(RETRY_DELAY);
    }

    private static Problem internalError() {
        return ProblemCode.INTERNAL_ERROR.because("the log has more, under this request_id");
    }

    private static void send(Exchange exchange, Response response, Request.Ids ids) {
        exchange.send(
                response.over(
                        Map.of(
                                "X-Request-Id",
                                ids.requestId().toString(),
                                "X-Content-Type-Options",
                                "nosniff",
                                "Cache-Control",
                                "no-store")));
    }

    private Request.Ids ids(Headers headers) {
        List<String> sent = headers.all("X-Request-Id");
        UUID requestId =
                (sent.size() == 1 ? Scalars.uuid(sent.getFirst()) : Optional.<UUID>empty())
                        .orElseGet(newIds);
        return new Request.Ids(
                requestId, TraceParent.traceId(headers.all("traceparent")).orElse(requestId));
    }

    private record Prepared(Route route, Request request) {}
}
