package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.readmodel.CustomerRow;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.readmodel.ReadModels.CustomerFilter;
import dev.rastro.bank.server.timetravel.TimeTravel;
import dev.rastro.engine.store.EventStore;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.request.QueryParameters;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be asked of customers. */
public final class CustomerQueries {

    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String CUSTOMER = CUSTOMERS + "/{customer_id}";

    private enum Status {
        ACTIVE,
        ARCHIVED
    }

    private final ReadModels readModels;
    private final TimeTravel timeTravel;
    private final StreamEvents events;
    private final TimeParameters times;
    private final Freshness accounts;

    /** The read models that are shown in one answer. */
    public record Shown(TimeParameters customers, Freshness accounts) {}

    public CustomerQueries(
            ReadModels readModels, TimeTravel timeTravel, EventStore store, Shown shown) {
        this.readModels = readModels;
        this.timeTravel = timeTravel;
        this.events = new StreamEvents(store);
        this.times = shown.customers();
        this.accounts = shown.accounts();
    }

    public List<Route> routes() {
        return List.of(
                Route.get(CUSTOMERS, this::list),
                Route.get(CUSTOMER, this::get),
                Route.get(CUSTOMER + "/events", this::events));
    }

    private Response get(Request request) {
        var query =
                QueryParameters.of(
                        request, Set.of(TimeParameters.KNOWN_AT, Freshness.MIN_POSITION));
        var knownAt = times.knownAt(query);
        long position = await(request, query);
        var id = request.pathParameter("customer_id");
        var row =
                knownAt.map(then -> timeTravel.customer(id, then))
                        .orElseGet(() -> readModels.customer(id))
                        .orElseThrow(() -> notFound(id));
        var view =
                knownAt.isPresent()
                        ? Representations.of(row, null)
                        : Representations.ofAll(List.of(row), readModels).apply(row);
        return Response.json(200, view)
                .version(row.version())
                .header("Ledger-Position", Long.toString(position));
    }

    private long await(Request request, QueryParameters query) {
        return Math.min(times.freshness().await(request, query), accounts.await(request, query));
    }

    private static ProblemException notFound(String id) {
        return ProblemCode.CUSTOMER_NOT_FOUND.because("there is no customer " + id).exception();
    }

    private Response list(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                "city",
                                "status",
                                "external_id",
                                "q",
                                "cursor",
                                "limit",
                                Freshness.MIN_POSITION));
        long position = await(request, query);
        var filter =
                new CustomerFilter(
                        query.text("city").orElse(null),
                        query.oneOf("status", Status.class)
                                .map(status -> status.name().toLowerCase(Locale.ROOT))
                                .orElse(null),
                        query.text("external_id").orElse(null),
                        query.text("q").orElse(null));
        var found = readModels.customers(filter, query.cursor().orElse(""), query.limit() + 1);
        var page = Page.of(found, query, CustomerRow::customerId);
        return page.json(request, Representations.ofAll(page.items(), readModels))
                .header("Ledger-Position", Long.toString(position));
    }

    private Response events(Request request) {
        var id = request.pathParameter("customer_id");
        return events.list(request, "customer", id, ProblemCode.CUSTOMER_NOT_FOUND);
    }
}
