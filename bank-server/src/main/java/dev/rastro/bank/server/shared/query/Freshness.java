package dev.rastro.bank.server.shared.query;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.subscription.PositionSignal;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.request.QueryParameters;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Lets a reader see its own writes. A request may name the position that it needs, and waits for it
 * or is refused. One that names none still waits, briefly, for what this process had committed when
 * it came; when that takes too long, or the read model is paused, it gets what there is.
 */
public final class Freshness {

    public static final String MIN_POSITION = QueryParameters.MIN_POSITION;
    public static final String HEADER = "Ledger-Position";
    private static final String BEHIND = "Ledger-Behind";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Duration ASKED_MAX = Duration.ofSeconds(5);
    private static final Duration UNASKED_MAX = Duration.ofSeconds(2);

    private final EventSource log;
    private final ProjectionHost readModel;
    private final PositionSignal applied;

    public Freshness(EventSource log, ProjectionHost readModel) {
        this.log = log;
        this.readModel = readModel;
        this.applied = readModel.applied();
    }

    /** The answer, which says up to which position it shows everything. */
    public static Response at(long position, Response answer) {
        return answer.header(HEADER, Long.toString(position));
    }

    /**
     * Waits for what the request needs.
     *
     * @return the position up to which the read model shows everything
     */
    public long await(Request request, QueryParameters query) {
        return await(request, query, log.committed().position());
    }

    /**
     * Waits for what the request needs; if it names nothing, briefly for what it hopes for.
     *
     * @return as {@link #await(Request, QueryParameters)}
     */
    long await(Request request, QueryParameters query, long hoped) {
        var asked = asked(request, query);
        if (asked.isPresent()) {
            return need(asked.getAsLong());
        }
        return hopeFor(hoped);
    }

    /**
     * Waits briefly for that position, and not at all while the read model is paused.
     *
     * @return as {@link #await(Request, QueryParameters)}
     */
    public long hopeFor(long position) {
        await(position, UNASKED_MAX);
        return applied.position();
    }

    /**
     * Waits for what the request names, and for {@code needed}.
     *
     * @return as {@link #await(Request, QueryParameters)}
     */
    long awaitAll(Request request, QueryParameters query, long needed) {
        return need(Math.max(needed, asked(request, query).orElse(0)));
    }

    /**
     * Waits briefly until this read model is as far as another, for what an answer shows besides,
     * such as names; it is not worth a refusal.
     */
    public void catchUp(long position) {
        await(position, UNASKED_MAX);
    }

    private long need(long wanted) {
        if (!await(wanted, ASKED_MAX)) {
            throw ProblemCode.READ_MODEL_BEHIND
                    .because(
                            "position %d was asked for; this shows %d%s"
                                    .formatted(
                                            wanted,
                                            applied.position(),
                                            readModel.isPaused() ? " and is paused" : ""))
                    .with("position", applied.position())
                    .retryAfter(Duration.ofSeconds(1))
                    .exception();
        }
        return applied.position();
    }

    private boolean await(long wanted, Duration atMost) {
        try {
            // Nobody knows when somebody will resume it.
            return applied.await(wanted, readModel.isPaused() ? Duration.ZERO : atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private OptionalLong asked(Request request, QueryParameters query) {
        var asked = named(request, query);
        asked.ifPresent(position -> LogPosition.requireReached(position, log));
        return asked;
    }

    private static OptionalLong named(Request request, QueryParameters query) {
        var parameter = query.number(MIN_POSITION);
        var header = request.headers().all(HEADER);
        if (header.isEmpty()) {
            return parameter;
        }
        if (header.size() > 1 || !NUMBER.matcher(header.getFirst()).matches()) {
            throw HttpProblem.INVALID_PARAMETER
                    .because(HEADER + " must be one whole number")
                    .with("parameter", HEADER)
                    .exception();
        }
        long position = Long.parseLong(header.getFirst());
        return OptionalLong.of(Math.max(position, parameter.orElse(0)));
    }

    /**
     * The same route, whose answers say where they do not show everything: {@code Ledger-Behind}
     * has the number of events that this process knew when the request came and that are missing.
     */
    public static Route telling(PositionSignal committed, Route route) {
        if (!route.method().equals("GET")) {
            return route;
        }
        return route.handledBy(request -> {
            long known = committed.position();
            return telling(route.handler().handle(request), known);
        });
    }

    private static Response telling(Response answer, long known) {
        var shown = answer.headers().get(HEADER);
        long behind = shown == null ? 0 : known - Long.parseLong(shown);
        return behind > 0 ? answer.header(BEHIND, Long.toString(behind)) : answer;
    }
}
