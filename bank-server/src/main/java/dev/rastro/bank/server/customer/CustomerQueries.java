package dev.rastro.bank.server.customer;

import dev.rastro.bank.server.customer.CustomerReader.CustomerFilter;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.Page;
import dev.rastro.bank.server.shared.query.StreamEvents;
import dev.rastro.bank.server.shared.query.TimeParameters;
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
final class CustomerQueries {

    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String CUSTOMER = CUSTOMERS + "/{customer_id}";

    private enum Status {
        ACTIVE,
        ARCHIVED
    }

    private final CustomerReader reader;
    private final CustomerTimeline timeline;
    private final StreamEvents events;
    private final TimeParameters times;
    private final Freshness accounts;

    /** The read models that are shown in one answer. */
    record Shown(TimeParameters customers, Freshness accounts) {}

    CustomerQueries(
            CustomerReader reader, CustomerTimeline timeline, EventStore store, Shown shown) {
        this.reader = reader;
        this.timeline = timeline;
        this.events = new StreamEvents(store);
        this.times = shown.customers();
        this.accounts = shown.accounts();
    }

    List<Route> routes() {
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
                knownAt.map(then -> timeline.at(id, then))
                        .orElseGet(() -> reader.customer(id))
                        .orElseThrow(() -> notFound(id));
        var view =
                knownAt.isPresent()
                        ? CustomerView.of(row, null)
                        : CustomerView.ofAll(List.of(row), reader).apply(row);
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
        var found = reader.customers(filter, query.cursor().orElse(""), query.limit() + 1);
        var page = Page.of(found, query, CustomerRow::customerId);
        return page.json(request, CustomerView.ofAll(page.items(), reader))
                .header("Ledger-Position", Long.toString(position));
    }

    private Response events(Request request) {
        var id = request.pathParameter("customer_id");
        return events.list(request, "customer", id, ProblemCode.CUSTOMER_NOT_FOUND);
    }
}
