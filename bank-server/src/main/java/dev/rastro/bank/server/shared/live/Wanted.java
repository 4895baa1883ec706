package dev.rastro.bank.server.shared.live;

import dev.rastro.bank.server.shared.query.StreamParameter;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.web.request.QueryParameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which events a client wants: those that pass every filter. The store looks for what passes the
 * first, which is the narrowest.
 *
 * @param log where they are looked for
 */
public record Wanted(List<EventFilter> filters, EventSource log) {

    public static final Set<String> PARAMETERS = Set.of("types", "category", StreamParameter.NAME);

    private static final int READ_AT_ONCE = 500;

    public static Wanted of(QueryParameters query, EventSource log) {
        var filters = new ArrayList<EventFilter>();
        StreamParameter.in(query).map(EventFilter::stream).ifPresent(filters::add);
        query.text("types")
                .map(types -> EventFilter.types(types.split(",", -1)))
                .ifPresent(filters::add);
        query.text("category").map(EventFilter::category).ifPresent(filters::add);
        return new Wanted(filters.isEmpty() ? List.of(EventFilter.everything()) : filters, log);
    }

    public static Wanted allOf(StreamName stream, EventSource log) {
        return new Wanted(List.of(EventFilter.stream(stream)), log);
    }

    /** As {@link EventSource#read}, with all filters. */
    public EventSource.Page read(long afterPosition, int limit) {
        if (filters.size() == 1) {
            return log.read(filters.getFirst(), afterPosition, limit);
        }
        var page = log.read(filters.getFirst(), afterPosition, READ_AT_ONCE);
        var events = new ArrayList<RecordedEvent>();
        for (var event : page.events()) {
            if (filters.stream().allMatch(filter -> filter.matches(event))) {
                events.add(event);
                if (events.size() == limit) {
                    return new EventSource.Page(events, event.position());
                }
            }
        }
        return new EventSource.Page(events, page.upTo());
    }
}
