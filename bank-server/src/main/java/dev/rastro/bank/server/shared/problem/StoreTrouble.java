package dev.rastro.bank.server.shared.problem;

import dev.rastro.engine.store.StoreException;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.problem.ProblemType;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** Why the database did not do what was asked, and what a client is told of it. */
enum StoreTrouble {
    /** A query was given up because it took longer than one may. */
    TIMEOUT(ProblemCode.QUERY_TIMEOUT, "ask for less, such as a smaller limit or a shorter time"),
    /** All connections for this kind of work are in use. */
    FULL(HttpProblem.OVERLOADED, "too much is asked of the database at once; nothing was done"),
    DISK_FULL(ProblemCode.STORAGE_FULL, "the database has no room left; nothing was done"),
    AWAY(
            ProblemCode.STORE_UNAVAILABLE,
            "the database did not answer; send the same Idempotency-Key again");

    /** The database's word for "query_canceled". */
    private static final String CANCELLED = "57014";

    /** Its word for "disk_full". */
    private static final String NO_SPACE = "53100";

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration ROOM_DELAY = Duration.ofSeconds(30);

    @SuppressWarnings("ImmutableEnumChecker") // Problem types are constants.
    private final ProblemType code;

    private final String detail;

    StoreTrouble(ProblemType code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /**
     * @param isQuery whether nothing can have happened
     */
    static StoreTrouble of(StoreException e, boolean isQuery) {
        return switch (e.getCause()) {
            // The pool names a cause where it could not make a connection.
            case SQLTransientConnectionException full when full.getCause() == null -> FULL;
            case SQLException other when isQuery && CANCELLED.equals(other.getSQLState()) ->
                    TIMEOUT;
            // Readers need no room; if one does, it is not the disk that a client should hear of.
            case SQLException other when !isQuery && NO_SPACE.equals(other.getSQLState()) ->
                    DISK_FULL;
            case null, default -> AWAY;
        };
    }

    Problem problem() {
        return code.because(detail).retryAfter(this == DISK_FULL ? ROOM_DELAY : RETRY_DELAY);
    }
}
