package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.engine.subscription.PositionSignal;

import java.util.List;

/**
 * Says of an answer that it does not show everything: {@code Ledger-Behind} has the number of
 * events that this process knew when the request came, and that the answer does not show.
 */
public final class Staleness {

    private static final String POSITION = "Ledger-Position";
    private static final String BEHIND = "Ledger-Behind";

    private final PositionSignal committed;

    public Staleness(PositionSignal committed) {
        this.committed = committed;
    }

    /** The same routes, whose answers say so. */
    public List<Route> told(List<Route> routes) {
        return routes.stream()
                .map(route ->
                        route.handledBy(request -> {
                            long known = committed.position();
                            return mark(route.handler().handle(request), known);
                        }))
                .toList();
    }

    private static Response mark(Response answer, long known) {
        var shown = answer.headers().get(POSITION);
        long behind = shown == null ? 0 : known - Long.parseLong(shown);
        return behind > 0 ? answer.header(BEHIND, Long.toString(behind)) : answer;
    }
}
