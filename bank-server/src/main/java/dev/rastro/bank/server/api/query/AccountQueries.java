package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.api.query.Representations.AccountView;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.readmodel.AccountRow;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.readmodel.ReadModels.AccountFilter;
import dev.rastro.bank.server.timetravel.TimeTravel;
import dev.rastro.engine.store.EventStore;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.request.QueryParameters;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** What can be asked of accounts. */
public final class AccountQueries {

    private static final String ACCOUNTS = "/api/v1/accounts";
    static final String ACCOUNT = ACCOUNTS + "/{account_id}";

    private enum Status {
        OPEN,
        CLOSED
    }

    private final ReadModels readModels;
    private final TimeTravel timeTravel;
    private final StreamEvents events;
    private final TimeParameters times;
    private final Freshness freshness;

    /**
     * @param times of the accounts' read model
     */
    public AccountQueries(
            ReadModels readModels, TimeTravel timeTravel, EventStore store, TimeParameters times) {
        this.readModels = readModels;
        this.timeTravel = timeTravel;
        this.events = new StreamEvents(store);
        this.times = times;
        this.freshness = times.freshness();
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ACCOUNTS, this::list),
                Route.get(ACCOUNT, this::get),
                Route.get(ACCOUNT + "/events", this::events));
    }

    private Response get(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                TimeParameters.AS_OF,
                                TimeParameters.KNOWN_AT,
                                TimeParameters.AT_VERSION,
                                Freshness.MIN_POSITION));
        if (TimeParameters.anyIn(query)) {
            return getAt(request, query);
        }
        long position = freshness.await(request, query);
        var id = request.pathParameter("account_id");
        var row = readModels.account(id).orElseThrow(() -> notFound(id));
        var view = views(List.of(row)).apply(row);
        return at(position, Response.json(200, view).version(row.version()));
    }

    private Response getAt(Request request, QueryParameters query) {
        var settled = times.settle(request, query);
        var id = request.pathParameter("account_id");
        var account = timeTravel.account(id, settled.moment()).orElseThrow(() -> notFoundThen(id));
        requireReached(query, account.version());
        return at(
                settled.position(),
                Response.json(200, Representations.of(account)).version(account.version()));
    }

    private static void requireReached(QueryParameters query, long version) {
        if (query.number(TimeParameters.AT_VERSION).orElse(0) > version) {
            throw QueryParameters.invalid(
                    TimeParameters.AT_VERSION, "is in the future: this is " + version);
        }
    }

    static ProblemException notFoundThen(String id) {
        return ProblemCode.ACCOUNT_NOT_FOUND
                .because("there is no account %s at that moment".formatted(id))
                .exception();
    }

    static ProblemException notFound(String id) {
        return ProblemCode.ACCOUNT_NOT_FOUND.because("there is no account " + id).exception();
    }

    private Response list(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                "status",
                                "currency",
                                "customer_id",
                                "external_id",
                                "q",
                                "cursor",
                                "limit",
                                Freshness.MIN_POSITION));
        long position = freshness.await(request, query);
        var filter =
                new AccountFilter(
                        query.oneOf("status", Status.class).map(AccountQueries::name).orElse(null),
                        query.currency("currency").map(Currency::getCurrencyCode).orElse(null),
                        query.text("customer_id").orElse(null),
                        query.text("external_id").orElse(null),
                        query.text("q").orElse(null));
        var found = readModels.accounts(filter, query.cursor().orElse(""), query.limit() + 1);
        var page = Page.of(found, query, AccountRow::accountId);
        return at(position, page.json(request, views(page.items())));
    }

    private Function<AccountRow, AccountView> views(List<AccountRow> rows) {
        return Representations.ofAll(rows, readModels, times.today());
    }

    private Response events(Request request) {
        var id = request.pathParameter("account_id");
        return events.list(request, "account", id, ProblemCode.ACCOUNT_NOT_FOUND);
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static Response at(long position, Response response) {
        return response.header("Ledger-Position", Long.toString(position));
    }
}
