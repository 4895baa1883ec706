package dev.rastro.bank.server.api.event;

import dev.rastro.bank.server.api.query.Freshness;
import dev.rastro.bank.server.api.query.LogPosition;
import dev.rastro.bank.server.api.query.Representations;
import dev.rastro.bank.server.api.query.TimeParameters;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The whole log, page by page or live. */
public final class EventQueries {

    /** A request looks through so much of the log at most; its cursor goes on where it stopped. */
    private static final int LOOKED_THROUGH_MAX = 10_000;

    private static final String AFTER = "after";

    private final EventSource log;
    private final ReadModels readModels;
    private final TimeParameters times;
    private final LiveStreams live;

    /**
     * @param times of the accounts' read model
     */
    public EventQueries(
            EventSource log, ReadModels readModels, TimeParameters times, LiveStreams live) {
        this.log = log;
        this.readModels = readModels;
        this.times = times;
        this.live = live;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/events", this::events)
                        .producing(List.of("application/json", LiveStreams.MEDIA_TYPE)),
                Route.get("/api/v1/accounts/{account_id}/stream", this::account)
                        .producing(List.of(LiveStreams.MEDIA_TYPE)));
    }

    private Response events(Request request) {
        return request.accepted().equals(LiveStreams.MEDIA_TYPE) ? follow(request) : page(request);
    }

    private Response follow(Request request) {
        var query = query(request, Set.of(AFTER));
        long start = live.start(request, query.number(AFTER));
        return live.follow(request, start, Wanted.of(query), (out, position) -> {});
    }

    private Response page(Request request) {
        var query = query(request, Set.of(AFTER, "cursor", "limit"));
        var wanted = Wanted.of(query);
        int limit = query.limit();
        long after = query.cursor().map(Long::valueOf).orElse(query.number(AFTER).orElse(0));
        LogPosition.requireReached(after, log);
        var found = new ArrayList<RecordedEvent>();
        long position = after;
        boolean more = true;
        while (more && found.size() < limit && position - after < LOOKED_THROUGH_MAX) {
            var page = wanted.read(log, position, limit - found.size());
            found.addAll(page.events());
            more = page.upTo() > position;
            position = page.upTo();
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("items", found.stream().map(Representations::of).toList());
        body.put("next_cursor", more ? query.cursorTo(Long.toString(position)) : null);
        return Response.json(200, body);
    }

    private static QueryParameters query(Request request, Set<String> places) {
        var known = new TreeSet<>(Wanted.PARAMETERS);
        known.addAll(places);
        return QueryParameters.of(request, known);
    }

    /** The account's events as they happen, and after each run of them the account itself. */
    private Response account(Request request) {
        QueryParameters.of(request, Set.of());
        var id = request.pathParameter("account_id");
        if (readModels.account(id).isEmpty() && !isInLog(id)) {
            throw ProblemCode.ACCOUNT_NOT_FOUND.because("there is no account " + id).exception();
        }
        long start = live.start(request, OptionalLong.empty());
        long shown = times.freshness().hopeFor(start);
        return live.follow(
                        request,
                        start,
                        Wanted.allOf(new StreamName("account", id)),
                        (out, position) -> sendAccount(out, id, position))
                .header(Freshness.HEADER, Long.toString(shown));
    }

    private boolean isInLog(String id) {
        try {
            var stream = EventFilter.stream(new StreamName("account", id));
            return !log.read(stream, 0, 1).events().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void sendAccount(OutputStream out, String id, long position) throws IOException {
        times.freshness().hopeFor(position);
        if (Thread.currentThread().isInterrupted()) {
            return; // The stream is being closed.
        }
        var row = readModels.account(id);
        if (row.isPresent()) {
            var view = Representations.ofAll(List.of(row.get()), readModels, times.today());
            LiveStreams.send(out, position, "account", view.apply(row.get()));
        }
    }
}
