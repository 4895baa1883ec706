package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.problem.ProblemException;
import dev.rastro.bank.server.http.request.QueryParameters;
import dev.rastro.bank.server.readmodel.AccountRow;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.readmodel.ReadModels.AccountFilter;
import dev.rastro.bank.server.readmodel.ReadModels.Axis;
import dev.rastro.bank.server.readmodel.ReadModels.Place;
import dev.rastro.bank.server.readmodel.ReadModels.TransactionFilter;
import dev.rastro.bank.server.readmodel.TransactionRow;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.subscription.PositionSignal;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be asked of accounts. */
public final class AccountQueries {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{account_id}";

    private enum Status {
        OPEN,
        CLOSED
    }

    private final ReadModels readModels;
    private final StreamEvents events;
    private final Freshness freshness;

    /**
     * @param applied how far the accounts' read model is
     */
    public AccountQueries(
            ReadModels readModels,
            EventStore store,
            PositionSignal committed,
            PositionSignal applied) {
        this.readModels = readModels;
        this.events = new StreamEvents(store);
        this.freshness = new Freshness(committed, applied);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ACCOUNTS, this::list),
                Route.get(ACCOUNT, this::get),
                Route.get(ACCOUNT + "/transactions", this::transactions)
                        .producing(TransactionFormat.mediaTypes()),
                Route.get(ACCOUNT + "/events", this::events));
    }

    private Response get(Request request) {
        var query = QueryParameters.of(request, Set.of(Freshness.MIN_POSITION));
        long position = freshness.await(request, query);
        var row = find(request);
        return at(position, Response.json(200, Representations.of(row)).version(row.version()));
    }

    private AccountRow find(Request request) {
        var id = request.pathParameter("account_id");
        return readModels.account(id).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(String id) {
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
        return at(position, page.json(request, Representations::of));
    }

    private Response transactions(Request request) {
        var format = TransactionFormat.of(request.accepted());
        var query =
                QueryParameters.of(
                        request,
                        Set.of("from", "to", "axis", "cursor", "limit", Freshness.MIN_POSITION));
        long position = freshness.await(request, query);
        var account = find(request);
        var filter =
                new TransactionFilter(
                        account.accountId(),
                        query.oneOf("axis", Axis.class).orElse(Axis.EFFECTIVE),
                        query.date("from").orElse(null),
                        query.date("to").orElse(null));
        var found = readModels.transactions(filter, place(query), query.limit() + 1);
        Page<TransactionRow> page =
                Page.of(found, query, row -> row.effectiveDate() + "/" + row.version());
        return at(position, format.write(request, page, account.currency()));
    }

    private static @Nullable Place place(QueryParameters query) {
        return query.cursor()
                .map(text -> {
                    int slash = text.indexOf('/');
                    return new Place(
                            LocalDate.parse(text.substring(0, slash)),
                            Long.parseLong(text.substring(slash + 1)));
                })
                .orElse(null);
    }

    private Response events(Request request) {
        var id = request.pathParameter("account_id");
        return events.list(request, "account", id, ProblemCode.ACCOUNT_NOT_FOUND);
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Response at(long position, Response response) {
        return response.header("Ledger-Position", Long.toString(position));
    }
}
