package dev.rastro.benchmarks.scenario;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws 0 to n-1, where the k-th is drawn with a probability proportional to 1/k. */
final class Zipf {

    private final double[] cumulative;

    Zipf(int n) {
        cumulative = new double[n];
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += 1.0 / (k + 1);
            cumulative[k] = sum;
        }
    }

    int draw(SplittableRandom random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(cumulative.length - 1, found < 0 ? -found - 1 : found);
    }
}
