package dev.rastro.engine.postgres.process;

import dev.rastro.engine.postgres.jdbc.Backoff;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which deadlines were tried lately, so that one that fails neither is tried without rest nor keeps
 * the others from their turn. Forgotten in a crash, which costs nothing but an attempt.
 */
final class Attempts {

    private record Attempt(int failures, long againNanos) {}

    private final Map<Deadline, Attempt> attempts = new ConcurrentHashMap<>();

    boolean mayTry(Deadline deadline) {
        var last = attempts.get(deadline);
        return last == null || System.nanoTime() - last.againNanos() >= 0;
    }

    /** It was answered; what was asked should now make the log take it off the table. */
    void succeeded(Deadline deadline) {
        attempts.put(deadline, new Attempt(0, System.nanoTime() + Backoff.MAX.toNanos()));
    }

    void failed(Deadline deadline) {
        attempts.compute(
                deadline,
                (key, last) -> {
                    int failures = last == null ? 1 : last.failures() + 1;
                    return new Attempt(
                            failures, System.nanoTime() + Backoff.after(failures).toNanos());
                });
    }

    int size() {
        return attempts.size();
    }

    /** Forgets all that are no longer due. */
    void retain(Collection<Deadline> due) {
        attempts.keySet().retainAll(due);
    }
}
