package dev.rastro.bank.server.ledger;

import dev.rastro.bank.server.ledger.analytics.Analytics;
import dev.rastro.bank.server.ledger.analytics.Analytics.Day;
import dev.rastro.bank.server.ledger.analytics.Analytics.DayFilter;
import dev.rastro.bank.server.ledger.analytics.Analytics.Place;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.Page;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.body.Body;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.request.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be asked of the bank's figures. */
final class AnalyticsQueries {

    private static final String CSV = "text/csv";
    private static final String CURRENCY = "currency";

    private final Analytics analytics;
    private final Freshness ofDays;
    private final Freshness ofAccounts;

    /**
     * @param ofDays of the read model of days
     * @param ofAccounts of the accounts' read model
     */
    AnalyticsQueries(Analytics analytics, Freshness ofDays, Freshness ofAccounts) {
        this.analytics = analytics;
        this.ofDays = ofDays;
        this.ofAccounts = ofAccounts;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/analytics/daily", this::daily)
                        .producing(List.of("application/json", CSV)),
                Route.get("/api/v1/analytics/summary", this::summary));
    }

    private Response daily(Request request) {
        var query =
                QueryParameters.of(
                        request,
                        Set.of("from", "to", CURRENCY, "cursor", "limit", Freshness.MIN_POSITION));
        var filter = filter(query);
        var after = query.cursor().map(AnalyticsQueries::place).orElse(null);
        long position = ofDays.await(request, query);
        var found = analytics.days(filter, after, query.limit() + 1);
        var page = Page.of(found, query, AnalyticsQueries::place);
        return answer(request, page).header("Ledger-Position", Long.toString(position));
    }

    private static Response answer(Request request, Page<Day> page) {
        return request.accepted().equals(CSV)
                ? page.linked(
                        request, Response.of(200, CSV, Body.ofText(DayView.csv(page.items()))))
                : page.json(request, DayView::of);
    }

    private static DayFilter filter(QueryParameters query) {
        var from = query.date("from").orElse(null);
        var to = query.date("to").orElse(null);
        if (from != null && to != null && from.isAfter(to)) {
            throw QueryParameters.invalid("from", "must not be after the last day, " + to);
        }
        return new DayFilter(from, to, currency(query));
    }

    private static @Nullable String currency(QueryParameters query) {
        return query.currency(CURRENCY).map(Currency::getCurrencyCode).orElse(null);
    }

    private static String place(Day day) {
        return day.day() + "/" + day.currency().getCurrencyCode();
    }

    private static Place place(String cursor) {
        var parts = cursor.split("/", -1);
        if (parts.length != 2) {
            throw HttpProblem.INVALID_CURSOR
                    .because("this cursor was not made by this list")
                    .exception();
        }
        return new Place(LocalDate.parse(parts[0]), parts[1]);
    }

    private Response summary(Request request) {
        var query = QueryParameters.of(request, Set.of(CURRENCY, Freshness.MIN_POSITION));
        var currency = currency(query);
        long position = ofAccounts.await(request, query);
        var items = analytics.summary(currency).stream().map(SummaryView::of).toList();
        return Response.json(200, Map.of("items", items))
                .header("Ledger-Position", Long.toString(position));
    }
}
