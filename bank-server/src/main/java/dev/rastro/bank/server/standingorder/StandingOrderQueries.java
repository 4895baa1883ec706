package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.Page;
import dev.rastro.bank.server.shared.query.StreamEvents;
import dev.rastro.bank.server.standingorder.StandingOrderRow.Status;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.engine.store.EventStore;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.util.List;
import java.util.Set;

/** What can be asked of standing orders. */
final class StandingOrderQueries {

    private static final String ORDERS = "/api/v1/standing-orders";
    private static final String ORDER = ORDERS + "/{standing_order_id}";

    private final StandingOrderReader reader;
    private final StreamEvents events;
    private final Freshness freshness;
    private final Freshness accounts;

    /**
     * @param freshness of what the reader shows
     * @param accounts freshness of the read model that knows the owners
     */
    StandingOrderQueries(
            StandingOrderReader reader, EventStore store, Freshness freshness, Freshness accounts) {
        this.reader = reader;
        this.events = new StreamEvents(store);
        this.freshness = freshness;
        this.accounts = accounts;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ORDERS, this::list),
                Route.get(ORDER, this::get),
                Route.get(ORDER + "/events", this::events));
    }

    private Response list(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of("account_id", "status", "cursor", "limit", Freshness.MIN_POSITION));
        long position = await(request, query);
        var found =
                reader.orders(
                        query.text("account_id").orElse(null),
                        query.oneOf("status", Status.class).orElse(null),
                        query.cursor().orElse(""),
                        query.limit() + 1);
        return Page.of(found, query, it -> it.order().orderId())
                .json(request, StandingOrderView::of)
                .header("Ledger-Position", Long.toString(position));
    }

    private Response get(Request request) {
        var query = QueryParameters.of(request, Set.of(Freshness.MIN_POSITION));
        long position = await(request, query);
        var id = id(request);
        var row =
                reader.order(id)
                        .orElseThrow(() ->
                                ProblemCode.STANDING_ORDER_NOT_FOUND
                                        .because("there is no standing order " + id)
                                        .exception());
        return Response.json(200, StandingOrderView.of(row))
                .version(row.order().version())
                .header("Ledger-Position", Long.toString(position));
    }

    private long await(Request request, QueryParameters query) {
        long position = freshness.await(request, query);
        accounts.catchUp(position);
        return position;
    }

    private Response events(Request request) {
        return events.list(
                request,
                StandingOrders.CATEGORY.name(),
                id(request),
                ProblemCode.STANDING_ORDER_NOT_FOUND);
    }

    private static String id(Request request) {
        return request.pathParameter("standing_order_id");
    }
}
