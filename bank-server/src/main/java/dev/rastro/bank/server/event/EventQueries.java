package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.live.LiveStreams;
import dev.rastro.bank.server.shared.live.Wanted;
import dev.rastro.bank.server.shared.query.EventView;
import dev.rastro.bank.server.shared.query.LogPosition;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The whole log, page by page or live. */
final class EventQueries {

    /** A request looks through so much of the log at most; its cursor goes on where it stopped. */
    private static final int LOOKED_THROUGH_MAX = 10_000;

    private static final String AFTER = "after";

    private final EventSource log;
    private final LiveStreams live;

    EventQueries(EventSource log, LiveStreams live) {
        this.log = log;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/events", this::events)
                        .producing(List.of("application/json", LiveStreams.MEDIA_TYPE)));
    }

    private Response events(Request request) {
        return request.accepted().equals(LiveStreams.MEDIA_TYPE) ? follow(request) : page(request);
    }

    private Response follow(Request request) {
        var query = query(request, Set.of(AFTER));
        long start = live.start(request, query.number(AFTER));
        return live.follow(request, start, Wanted.of(query, log), (out, position) -> {});
    }

    private Response page(Request request) {
        var query = query(request, Set.of(AFTER, "cursor", "limit"));
        var wanted = Wanted.of(query, log);
        int limit = query.limit();
        long after = query.cursor().map(Long::valueOf).orElse(query.number(AFTER).orElse(0));
        LogPosition.requireReached(after, log);
        var found = new ArrayList<RecordedEvent>();
        long position = after;
        boolean more = true;
        while (more && found.size() < limit && position - after < LOOKED_THROUGH_MAX) {
            var page = wanted.read(position, limit - found.size());
            found.addAll(page.events());
            more = page.upTo() > position;
            position = page.upTo();
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("items", found.stream().map(EventView::of).toList());
        body.put("next_cursor", more ? query.cursorTo(Long.toString(position)) : null);
        return Response.json(200, body);
    }

    private static QueryParameters query(Request request, Set<String> places) {
        var known = new TreeSet<>(Wanted.PARAMETERS);
        known.addAll(places);
        return QueryParameters.of(request, known);
    }
}
