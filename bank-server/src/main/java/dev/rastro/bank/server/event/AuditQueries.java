package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.Page;
import dev.rastro.bank.server.shared.query.StreamParameter;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.json.Scalars;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.request.QueryParameters;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who did what, when and why. */
final class AuditQueries {

    private static final Set<String> PARAMETERS =
            Set.of(
                    "actor",
                    "type",
                    "category",
                    "stream",
                    "correlation",
                    "from",
                    "to",
                    "before",
                    "cursor",
                    "limit",
                    Freshness.MIN_POSITION);

    private final AuditLog audit;
    private final Freshness freshness;
    private final List<Freshness> names;

    /**
     * @param freshness of the audit's read model
     * @param names of those that know whom an event is about
     */
    AuditQueries(AuditLog audit, Freshness freshness, List<Freshness> names) {
        this.audit = audit;
        this.freshness = freshness;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/audit", this::list));
    }

    private Response list(Request request) {
        var query = QueryParameters.of(request, PARAMETERS);
        var filter = filter(query);
        long first = query.number("before").orElse(Long.MAX_VALUE);
        long before = query.cursor().map(Long::valueOf).orElse(first);
        long position = freshness.await(request, query);
        names.forEach(it -> it.catchUp(position));
        var found = audit.list(filter, before, query.limit() + 1);
        Page<AuditEntry> page = Page.of(found, query, last -> Long.toString(last.position()));
        return page.json(request, AuditView::of).header("Ledger-Position", Long.toString(position));
    }

    private static AuditFilter filter(QueryParameters query) {
        var from = query.text("from").map(text -> first("from", text)).orElse(null);
        var until = query.text("to").map(AuditQueries::firstAfter).orElse(null);
        if (from != null && until != null && !from.isBefore(until)) {
            throw QueryParameters.invalid("from", "must not be after 'to'");
        }
        return new AuditFilter(
                query.text("actor").orElse(null),
                query.text("type").orElse(null),
                query.text("category").orElse(null),
                StreamParameter.in(query).orElse(null),
                query.uuid("correlation").orElse(null),
                from,
                until);
    }

    private static Instant first(String name, String text) {
        return Scalars.date(text)
                .map(AuditQueries::beginning)
                .or(() -> instant(text))
                .orElseThrow(() -> invalid(name));
    }

    /** The last moment is included. */
    private static Instant firstAfter(String text) {
        return Scalars.date(text)
                .map(day -> beginning(day.plusDays(1)))
                .or(() -> instant(text).map(it -> it.plus(1, ChronoUnit.MICROS)))
                .orElseThrow(() -> invalid("to"));
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Times are recorded in microseconds; a finer bound would be rounded up in comparing. */
    private static Optional<Instant> instant(String text) {
        return Scalars.instant(text).map(it -> it.truncatedTo(ChronoUnit.MICROS));
    }

    private static ProblemException invalid(String name) {
        return QueryParameters.invalid(
                name,
                "must be a date such as 2026-03-15, or an instant such as 2026-03-15T10:00:00Z");
    }
}
