package dev.rastro.bank.server.account;

import static dev.rastro.bank.server.account.AccountQueries.ACCOUNT;

import dev.rastro.bank.server.account.readmodel.AccountReader;
import dev.rastro.bank.server.account.readmodel.AccountRow;
import dev.rastro.bank.server.account.timetravel.AccountAt;
import dev.rastro.bank.server.account.timetravel.Interval;
import dev.rastro.bank.server.account.timetravel.Movement;
import dev.rastro.bank.server.account.timetravel.MovementFilter;
import dev.rastro.bank.server.account.timetravel.MovementFilter.Axis;
import dev.rastro.bank.server.account.timetravel.TimeTravel;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.MinorUnits;
import dev.rastro.bank.server.shared.query.Page;
import dev.rastro.bank.server.shared.query.TimeParameters;
import dev.rastro.bank.server.shared.query.TimeParameters.Settled;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How accounts became what they are. */
final class AccountHistoryQueries {

    private static final int POINTS_MAX = 1000;
    private static final int DAYS_DEFAULT = 90;

    private final AccountReader reader;
    private final TimeTravel timeTravel;
    private final TimeParameters times;

    /**
     * @param times of the accounts' read model
     */
    AccountHistoryQueries(AccountReader reader, TimeTravel timeTravel, TimeParameters times) {
        this.reader = reader;
        this.timeTravel = timeTravel;
        this.times = times;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ACCOUNT + "/transactions", this::transactions)
                        .producing(TransactionFormat.mediaTypes()),
                Route.get(ACCOUNT + "/explain", this::explain),
                Route.get(ACCOUNT + "/balance-history", this::balances));
    }

    private Response transactions(Request request) {
        var format = TransactionFormat.of(request.accepted());
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                "from",
                                "to",
                                "axis",
                                TimeParameters.KNOWN_AT,
                                "cursor",
                                "limit",
                                Freshness.MIN_POSITION));
        var cursor = MovementCursor.of(query);
        var settled = times.settle(request, query, MovementCursor.pinned(cursor));
        var account = current(request, query, settled);
        var filter =
                new MovementFilter(
                        account.accountId(),
                        settled.moment(),
                        query.oneOf("axis", Axis.class).orElse(Axis.EFFECTIVE),
                        query.date("from").orElse(null),
                        query.date("to").orElse(null));
        var page = page(filter, cursor, query);
        return Freshness.at(settled.position(), format.write(request, page, account.currency()));
    }

    private AccountRow current(Request request, QueryParameters query, Settled settled) {
        var id = request.pathParameter("account_id");
        var row = reader.account(id).orElseThrow(() -> AccountQueries.notFound(id));
        if (TimeParameters.anyIn(query)) {
            find(request, settled);
        }
        return row;
    }

    private AccountAt find(Request request, Settled settled) {
        var id = request.pathParameter("account_id");
        return timeTravel
                .account(id, settled.moment())
                .orElseThrow(() -> AccountQueries.notFoundThen(id));
    }

    private Page<Movement> page(
            MovementFilter filter, Optional<MovementCursor> cursor, QueryParameters query) {
        var after = cursor.map(MovementCursor::place).orElse(null);
        var found = timeTravel.movements(filter, after, query.limit() + 1);
        long position = filter.moment().knownAt().position();
        return Page.of(found, query, last -> MovementCursor.after(last, position).text());
    }

    private Response explain(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                TimeParameters.AS_OF,
                                TimeParameters.KNOWN_AT,
                                "cursor",
                                "limit",
                                Freshness.MIN_POSITION));
        var cursor = MovementCursor.of(query);
        var settled = times.settle(request, query, MovementCursor.pinned(cursor));
        var account = find(request, settled);
        var currency = account.opening().currency();
        var summary = new LinkedHashMap<String, Object>();
        summary.put("currency", currency.getCurrencyCode());
        summary.put("balance", MinorUnits.decimal(account.balance(), currency));
        summary.put("as_of", query.text(TimeParameters.AS_OF).orElse(null));
        summary.put("known_at", settled.moment().knownAt().asked());
        summary.put("count", account.transactionCount());
        var filter = MovementFilter.all(account.accountId(), settled.moment());
        var page = page(filter, cursor, query);
        return Freshness.at(
                settled.position(),
                page.json(request, it -> MovementViews.explained(it, currency), summary));
    }

    private Response balances(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of(
                                "from",
                                "to",
                                "interval",
                                TimeParameters.KNOWN_AT,
                                Freshness.MIN_POSITION));
        var interval = query.oneOf("interval", Interval.class).orElse(Interval.DAY);
        var dates = dates(query, interval);
        var settled = times.settle(request, query);
        var account = find(request, settled);
        var currency = account.opening().currency();
        var points =
                timeTravel.balances(account.accountId(), settled.moment(), dates).stream()
                        .filter(point -> !point.date().isBefore(account.since()))
                        .map(point -> MovementViews.of(point, currency))
                        .toList();
        var body = new LinkedHashMap<String, Object>();
        body.put("currency", currency.getCurrencyCode());
        body.put("interval", interval.name().toLowerCase(Locale.ROOT));
        body.put("known_at", settled.moment().knownAt().asked());
        body.put("items", points);
        return Freshness.at(settled.position(), Response.json(200, body));
    }

    private List<LocalDate> dates(QueryParameters query, Interval interval) {
        var to = query.date("to").orElseGet(times::today);
        var from = query.date("from").orElse(to.minusDays(DAYS_DEFAULT - 1));
        if (from.isAfter(to)) {
            throw QueryParameters.invalid("from", "must not be after the last day, " + to);
        }
        var dates = interval.ends(from, to, POINTS_MAX + 1);
        if (dates.size() > POINTS_MAX) {
            throw QueryParameters.invalid(
                    "interval",
                    "is too small: there would be more than %d points".formatted(POINTS_MAX));
        }
        return dates;
    }
}
