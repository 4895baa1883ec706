package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.request.QueryParameters;
import dev.rastro.engine.subscription.PositionSignal;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Lets a reader see its own writes. A request may name the position that it needs, and waits for it
 * or is refused. One that names none still waits, briefly, for what this process had committed when
 * it came; when that takes too long it gets what there is.
 */
public final class Freshness {

    public static final String MIN_POSITION = QueryParameters.MIN_POSITION;
    private static final String HEADER = "Ledger-Position";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Duration ASKED_MAX = Duration.ofSeconds(5);
    private static final Duration UNASKED_MAX = Duration.ofSeconds(2);

    private final PositionSignal committed;
    private final PositionSignal applied;

    /**
     * @param committed where the log ends, as this process knows it
     * @param applied how far the read model is
     */
    public Freshness(PositionSignal committed, PositionSignal applied) {
        this.committed = committed;
        this.applied = applied;
    }

    /**
     * Waits for what the request needs.
     *
     * @return the position up to which the read model shows everything
     */
    public long await(Request request, QueryParameters query) {
        return await(request, query, committed.position());
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
        await(hoped, UNASKED_MAX);
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

    private long need(long wanted) {
        if (!await(wanted, ASKED_MAX)) {
            throw ProblemCode.READ_MODEL_BEHIND
                    .because(
                            "position %d was asked for; this shows %d"
                                    .formatted(wanted, applied.position()))
                    .with("position", applied.position())
                    .retryAfter(Duration.ofSeconds(1))
                    .exception();
        }
        return applied.position();
    }

    private boolean await(long wanted, Duration atMost) {
        try {
            return applied.await(wanted, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static OptionalLong asked(Request request, QueryParameters query) {
        var parameter = query.number(MIN_POSITION);
        var header = request.headers().all(HEADER);
        if (header.isEmpty()) {
            return parameter;
        }
        if (header.size() > 1 || !NUMBER.matcher(header.getFirst()).matches()) {
            throw ProblemCode.INVALID_PARAMETER
                    .because(HEADER + " must be one whole number")
                    .with("parameter", HEADER)
                    .exception();
        }
        long position = Long.parseLong(header.getFirst());
        return OptionalLong.of(Math.max(position, parameter.orElse(0)));
    }
}
