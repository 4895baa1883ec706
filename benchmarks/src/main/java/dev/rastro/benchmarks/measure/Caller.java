package dev.rastro.benchmarks.measure;

import java.util.SplittableRandom;

/** One of the threads that put load on a contender, with a reproducible choice of its own. */
public record Caller(int number, SplittableRandom random) {

    static Caller of(int number, long seed) {
        return new Caller(number, new SplittableRandom(seed * 1_000_003 + number));
    }
}
