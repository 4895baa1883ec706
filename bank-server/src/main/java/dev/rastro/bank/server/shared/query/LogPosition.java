package dev.rastro.bank.server.shared.query;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.subscription.EventSource;

/**
 * A position that a client names, because it has seen it. Where the log does not reach it, the log
 * is another one or was taken back to an earlier moment, and to wait would be to miss what has the
 * same positions now.
 */
public final class LogPosition {

    private LogPosition() {}

    /** Refuses a position that is ahead of the log. */
    public static void requireReached(long position, EventSource log) {
        if (position <= log.committed().position()) {
            return;
        }
        long last = log.lastPosition();
        if (position > last) {
            throw ProblemCode.POSITION_AHEAD_OF_LOG
                    .because(
                            "position %d was named, but the log ends at %d"
                                    .formatted(position, last))
                    .with("position", last)
                    .exception();
        }
    }
}
