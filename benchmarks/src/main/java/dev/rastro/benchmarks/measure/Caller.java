package dev.rastro.benchmarks.measure;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who puts load on a contender, with a reproducible choice of his own. */
public record Caller(int number, SplittableRandom random) {

    Caller(int number, long seed) {
        this(number, new SplittableRandom(seed * 1_000_003 + number));
    }

    /** A key that nobody used before; cheap, for the caller is not what is measured. */
    public static UUID newKey() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong());
    }
}
