package dev.rastro.benchmarks.scenario;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Between which of so many accounts money moves. */
interface Routes {

    /** Two different accounts. */
    record Route(int from, int to) {}

    Route next(SplittableRandom random);

    /** Draws 0 to n-1, where the k-th is drawn with a probability proportional to 1/k. */
    static ToIntFunction<SplittableRandom> zipf(int n) {
        var cumulative = new double[n];
        cumulative[0] = 1;
        for (int k = 1; k < n; k++) {
            cumulative[k] = cumulative[k - 1] + 1.0 / (k + 1);
        }
        return random -> {
            double drawn = random.nextDouble() * cumulative[n - 1];
            int found = Arrays.binarySearch(cumulative, drawn);
            return Math.min(n - 1, found < 0 ? -found - 1 : found);
        };
    }

    /** Both sides by a Zipf distribution with s = 1. */
    static Routes amongBusy(int accounts) {
        var zipf = zipf(accounts);
        return random -> {
            int from = zipf.applyAsInt(random);
            int to = zipf.applyAsInt(random);
            return new Route(from, to == from ? (to + 1) % accounts : to);
        };
    }

    /** From anywhere by a Zipf distribution, always to the same account. */
    static Routes toOne(int accounts) {
        var zipf = zipf(accounts - 1);
        return random -> new Route(1 + zipf.applyAsInt(random), 0);
    }

    /** Every pair alike. */
    static Routes uniform(int accounts) {
        return random -> {
            int from = random.nextInt(accounts);
            return new Route(from, (from + 1 + random.nextInt(accounts - 1)) % accounts);
        };
    }
}
