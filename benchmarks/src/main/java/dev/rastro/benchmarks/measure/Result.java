package dev.rastro.benchmarks.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One contender under one load, over all rounds.
 *
 * @param unit of work that was counted
 * @param figures what else was measured, by name with unit
 */
public record Result(
        String scenario,
        String load,
        String contender,
        String unit,
        List<Sample> rounds,
        Map<String, Double> figures) {

    public Result {
        rounds = List.copyOf(rounds);
        figures = new TreeMap<>(figures);
    }

    public Result with(String figure, double value) {
        var more = new TreeMap<>(figures);
        more.put(figure, value);
        return new Result(scenario, load, contender, unit, rounds, more);
    }

    /** Units per second of the median round; an even number of rounds takes the lower one. */
    public double median() {
        return medianRound().perSecond();
    }

    public Sample medianRound() {
        var sorted = new ArrayList<>(rounds);
        sorted.sort(Comparator.comparingDouble(Sample::perSecond));
        return sorted.get((sorted.size() - 1) / 2);
    }

    public double min() {
        return rounds.stream().mapToDouble(Sample::perSecond).min().orElseThrow();
    }

    public double max() {
        return rounds.stream().mapToDouble(Sample::perSecond).max().orElseThrow();
    }
}
