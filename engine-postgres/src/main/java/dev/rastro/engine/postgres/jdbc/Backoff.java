package dev.rastro.engine.postgres.jdbc;

import java.time.Duration;

/** How long to leave alone what has failed. */
public final class Backoff {

    public static final Duration MAX = Duration.ofSeconds(10);

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int DOUBLINGS_MAX = 9;

    private Backoff() {}

    /**
     * @param failures one after another, at least 1
     */
    public static Duration after(int failures) {
        long millis = FIRST.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
        return Duration.ofMillis(Math.min(millis, MAX.toMillis()));
    }
}
