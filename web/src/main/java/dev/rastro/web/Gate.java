package dev.rastro.web;

import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a bounded number of requests in, and none any more once it is closed. */
final class Gate {

    private static final Duration BUSY_DELAY = Duration.ofSeconds(1);
    private static final Duration STOPPING_DELAY = Duration.ofSeconds(5);

    private final int capacity;
    private final Semaphore permits;
    private volatile boolean closed;

    Gate(int capacity) {
        this.capacity = capacity;
        this.permits = new Semaphore(capacity);
    }

    /** Does the work; empty where it was not let in. */
    Optional<Response> pass(Route.Lane lane, Supplier<Response> work) {
        return switch (lane) {
            case WHILE_OPEN -> closed ? Optional.empty() : Optional.of(work.get());
            case ALWAYS -> Optional.of(work.get());
            case BOUNDED -> passBounded(work);
        };
    }

    boolean isClosed() {
        return closed;
    }

    Problem refusal() {
        return closed
                ? HttpProblem.SHUTTING_DOWN
                        .because("the server is stopping; nothing was done")
                        .header("Connection", "close")
                        .retryAfter(STOPPING_DELAY)
                : HttpProblem.OVERLOADED
                        .because("%d requests are in flight; nothing was done".formatted(capacity))
                        .retryAfter(BUSY_DELAY);
    }

    /** Waits until everybody is out; false where the time was too short. */
    boolean close(Duration patience) throws InterruptedException {
        closed = true;
        boolean empty = permits.tryAcquire(capacity, patience.toNanos(), TimeUnit.NANOSECONDS);
        if (empty) {
            // For whoever closes once more; nobody else gets far with them.
            permits.release(capacity);
        }
        return empty;
    }

    private Optional<Response> passBounded(Supplier<Response> work) {
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            // Looked at only with a permit in hand: close() waits for whoever saw it still open.
            return closed ? Optional.empty() : Optional.of(work.get());
        } finally {
            permits.release();
        }
    }
}
