package dev.rastro.bank.cli.importer.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long, and with which pauses, one request is tried again. */
public final class Patience {
    private static final Duration PAUSE_FIRST = Duration.ofMillis(50);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final Duration limit;
    private final StopSignal stop;

    public Patience(Duration limit, StopSignal stop) {
        this.limit = limit;
        this.stop = stop;
    }

    Duration limit() {
        return limit;
    }

    /** For one request, from its first trouble on. */
    Trial begin() {
        return new Trial();
    }

    final class Trial {
        private final long start = System.nanoTime();
        private Duration pause = PAUSE_FIRST;

        /** Waits before the next attempt; false when time is up or a stop was requested. */
        boolean waitAtLeast(Duration asked) {
            Duration wait = asked.compareTo(pause) > 0 ? asked : jittered(pause);
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled();
            Duration left = limit.minusNanos(System.nanoTime() - start);
            return left.compareTo(wait) >= 0 && !stop.await(wait);
        }

        private Duration doubled() {
            return pause.multipliedBy(2);
        }

        // Half fixed, half random: callers that failed together do not come back together.
        private static Duration jittered(Duration pause) {
            long half = pause.toNanos() / 2;
            return Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half + 1));
        }
    }
}
