package dev.rastro.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** How one contender stands to each of the others under the same load, from the median rounds. */
public final class Ratios {

    private Ratios() {}

    /** Adds the ratios to the figures of {@code ours}. */
    public static List<Result> of(String ours, List<Result> results) {
        var all = new ArrayList<Result>();
        for (var result : results) {
            all.add(result.contender().equals(ours) ? compared(result, results) : result);
        }
        return all;
    }

    private static Result compared(Result ours, List<Result> results) {
        var compared = ours;
        for (var other : results) {
            if (!other.contender().equals(ours.contender())) {
                compared =
                        compared.with("rate : " + other.contender(), ours.median() / other.median())
                                .with("p50 : " + other.contender(), latency(ours, other));
            }
        }
        return compared;
    }

    private static double latency(Result ours, Result other) {
        return (double) ours.medianRound().p50() / Math.max(1, other.medianRound().p50());
    }
}
