package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.request.QueryParameters;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The whole log, page by page or live. */
public final class EventQueries {

    /** A request looks at so many events at most; its cursor goes on where it stopped. */
    private static final int LOOKED_AT_MAX = 10_000;

    private static final int PAGE_SIZE = 1_000;
    private static final Duration BALANCE_WAIT_MAX = Duration.ofSeconds(2);
    private static final Set<String> FILTERS = Set.of("after", "types", "category", "stream");

    private final PostgresEventStore store;
    private final ReadModels readModels;
    private final TimeParameters times;
    private final LiveStreams live;

    /**
     * @param times of the accounts' read model
     */
    public EventQueries(
            PostgresEventStore store,
            ReadModels readModels,
            TimeParameters times,
            LiveStreams live) {
        this.store = store;
        this.readModels = readModels;
        this.times = times;
        this.live = live;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/events", this::events)
                        .producing(List.of("application/json", LiveStreams.MEDIA_TYPE))
                        .always(),
                Route.get("/api/v1/accounts/{account_id}/stream", this::account)
                        .producing(List.of(LiveStreams.MEDIA_TYPE))
                        .always());
    }

    private Response events(Request request) {
        return request.accepted().equals(LiveStreams.MEDIA_TYPE) ? follow(request) : page(request);
    }

    private Response follow(Request request) {
        var query = QueryParameters.of(request, FILTERS);
        long start = query.number("after").orElseGet(() -> live.start(request));
        return live.follow(request, start, filter(query), (out, position) -> {});
    }

    private Response page(Request request) {
        var query =
                QueryParameters.of(
                        request, Set.of("after", "types", "category", "stream", "cursor", "limit"));
        var wanted = filter(query);
        long position = query.cursor().map(Long::valueOf).orElse(query.number("after").orElse(0));
        int limit = query.limit();
        var found = new ArrayList<RecordedEvent>();
        boolean more = true;
        for (int looked = 0; more && looked < LOOKED_AT_MAX && found.size() < limit; ) {
            var page = store.readAll(position, PAGE_SIZE);
            for (var event : page) {
                if (found.size() == limit) {
                    break;
                }
                position = event.position();
                looked++;
                if (wanted.test(event)) {
                    found.add(event);
                }
            }
            more = !page.isEmpty();
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("items", found.stream().map(Representations::of).toList());
        body.put("next_cursor", more ? query.cursorTo(Long.toString(position)) : null);
        return Response.json(200, body);
    }

    private static Predicate<RecordedEvent> filter(QueryParameters query) {
        Set<String> types =
                query.text("types").map(it -> Set.of(it.split(",", -1))).orElse(Set.of());
        Optional<String> category = query.text("category");
        Optional<String> stream = query.text("stream");
        return event ->
                (types.isEmpty() || types.contains(event.data().type()))
                        && category.map(event.stream().category()::equals).orElse(true)
                        && stream.map(event.stream().toString()::equals).orElse(true);
    }

    /** The account's events as they happen, and after each run of them the account itself. */
    private Response account(Request request) {
        QueryParameters.of(request, Set.of());
        var id = request.pathParameter("account_id");
        if (readModels.account(id).isEmpty() && !isInLog(id)) {
            throw ProblemCode.ACCOUNT_NOT_FOUND.because("there is no account " + id).exception();
        }
        return live.follow(
                request,
                live.start(request),
                event ->
                        event.stream().category().equals("account")
                                && event.stream().id().equals(id),
                (out, position) -> sendAccount(out, id, position));
    }

    private boolean isInLog(String id) {
        try {
            return !store.readStream(new StreamName("account", id), 0, 1).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void sendAccount(OutputStream out, String id, long position) throws IOException {
        try {
            times.applied().await(position, BALANCE_WAIT_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        var row = readModels.account(id);
        if (row.isPresent()) {
            var view = Representations.ofAll(List.of(row.get()), readModels, times.today());
            LiveStreams.send(out, position, "account", view.apply(row.get()));
        }
    }
}
