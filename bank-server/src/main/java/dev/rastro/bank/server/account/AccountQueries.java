package dev.rastro.bank.server.account;

import dev.rastro.bank.server.account.readmodel.AccountReader;
import dev.rastro.bank.server.account.readmodel.AccountReader.AccountFilter;
import dev.rastro.bank.server.account.readmodel.AccountRow;
import dev.rastro.bank.server.account.timetravel.TimeTravel;
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

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** What can be asked of accounts. */
final class AccountQueries {

    private static final String ACCOUNTS = "/api/v1/accounts";
    static final String ACCOUNT = ACCOUNTS + "/{account_id}";

    private enum Status {
        OPEN,
        CLOSED
    }

    private final AccountReader reader;
    private final TimeTravel timeTravel;
    private final StreamEvents events;
    private final TimeParameters times;
    private final Freshness freshness;

    /**
     * @param times of the accounts' read model
     */
    AccountQueries(
            AccountReader reader, TimeTravel timeTravel, EventStore store, TimeParameters times) {
        this.reader = reader;
        this.timeTravel = timeTravel;
        this.events = new StreamEvents(store);
        this.times = times;
        this.freshness = times.freshness();
    }

    List<Route> routes() {
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
        var row = reader.account(id).orElseThrow(() -> notFound(id));
        var view = views(List.of(row)).apply(row);
        return Freshness.at(position, Response.json(200, view).version(row.version()));
    }

    private Response getAt(Request request, QueryParameters query) {
        var settled = times.settle(request, query);
        var id = request.pathParameter("account_id");
        var account = timeTravel.account(id, settled.moment()).orElseThrow(() -> notFoundThen(id));
        requireReached(query, account.version());
        return Freshness.at(
                settled.position(),
                Response.json(200, AccountView.of(account)).version(account.version()));
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
        var found = reader.accounts(filter, query.cursor().orElse(""), query.limit() + 1);
        var page = Page.of(found, query, AccountRow::accountId);
        return Freshness.at(position, page.json(request, views(page.items())));
    }

    private Function<AccountRow, AccountView> views(List<AccountRow> rows) {
        return AccountView.ofAll(rows, reader, times.today());
    }

    private Response events(Request request) {
        var id = request.pathParameter("account_id");
        return events.list(request, "account", id, ProblemCode.ACCOUNT_NOT_FOUND);
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
