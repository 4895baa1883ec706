package dev.rastro.benchmarks.measure;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One contender under one load, over all rounds.
 *
 * @param unit of work that was counted
 * @param figures what else was measured, by name with unit; may be added to
 */
public record Result(
        String scenario,
        String load,
        String contender,
        String unit,
        List<Sample> rounds,
        Map<String, Double> figures) {

    Result(String scenario, String load, String contender, String unit, List<Sample> rounds) {
        this(scenario, load, contender, unit, rounds, new TreeMap<>());
        if (rounds.stream().anyMatch(round -> !round.cpu().equals(Sample.Cpu.UNKNOWN))) {
            add("program cpu µs/unit", mean(round -> round.cpu().program()));
            add("database cpu µs/unit", mean(round -> round.cpu().database()));
        }
    }

    private double mean(Function<Sample, Duration> cost) {
        return rounds.stream()
                .mapToDouble(round -> round.microsPerUnit(cost.apply(round)))
                .average()
                .orElseThrow();
    }

    public void add(String figure, double value) {
        figures.put(figure, value);
    }

    /** Adds how it stands to each of the others, from the median rounds. */
    void compareWith(List<Result> results) {
        for (var other : results) {
            if (!other.contender.equals(contender)) {
                double theirs = Math.max(1, other.median().p50());
                add("rate : " + other.contender, median().perSecond() / other.median().perSecond());
                add("p50 : " + other.contender, median().p50() / theirs);
            }
        }
    }

    /** Of an even number of rounds, the slower one in the middle. */
    public Sample median() {
        return fromSlowest().get((rounds.size() - 1) / 2);
    }

    public List<Sample> fromSlowest() {
        return rounds.stream().sorted(Comparator.comparingDouble(Sample::perSecond)).toList();
    }
}
