package dev.rastro.bank.server.shared.query;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.EventStore;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.request.QueryParameters;

import java.util.List;
import java.util.Set;

/** The events of one stream, straight from the log. */
public final class StreamEvents {

    private static final Set<String> PARAMETERS = Set.of("cursor", "limit");

    private final EventStore store;

    public StreamEvents(EventStore store) {
        this.store = store;
    }

    /**
     * @param absent what to say when there is no such stream
     */
    public Response list(Request request, String category, String id, ProblemCode absent) {
        var query = QueryParameters.of(request, PARAMETERS);
        long after = query.cursor().map(Long::valueOf).orElse(0L);
        var found = read(category, id, after, query.limit() + 1);
        if (found.isEmpty() && after == 0) {
            throw absent.because("there is no %s %s".formatted(category, id)).exception();
        }
        Page<RecordedEvent> page = Page.of(found, query, event -> Long.toString(event.version()));
        return page.json(request, EventView::of);
    }

    private List<RecordedEvent> read(String category, String id, long after, int limit) {
        try {
            return store.readStream(new StreamName(category, id), after, limit);
        } catch (IllegalArgumentException e) {
            // What cannot be a name is the name of nothing.
            return List.of();
        }
    }
}
