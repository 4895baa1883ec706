package dev.rastro.benchmarks.measure;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** One of the threads that put load on a contender, with a reproducible choice of its own. */
public record Caller(int number, SplittableRandom random) {

    /**
     * A key that nobody used before; as cheap as can be, for the caller is not what is measured.
     */
    public static UUID newKey() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }

    static Caller of(int number, long seed) {
        return new Caller(number, new SplittableRandom(seed * 1_000_003 + number));
    }
}
