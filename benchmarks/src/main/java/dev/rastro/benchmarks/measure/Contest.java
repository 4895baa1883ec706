package dev.rastro.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;

import dev.rastro.benchmarks.measure.Sample.Cpu;
import dev.rastro.benchmarks.measure.Sample.Recorder;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Rounds in which every contender has its turn, so that what the machine does meanwhile hits all of
 * them alike.
 *
 * @param databaseCpu processor time of the database so far
 * @param results of all that was measured, in this order
 */
public record Contest(
        String scenario, Options options, Supplier<Duration> databaseCpu, List<Result> results) {

    /**
     * What was asked for; lists are empty for what the scenario says.
     *
     * @param time of one turn
     * @param quick to see whether it works, not for figures
     * @param sizes of what is measured, in events
     * @param only contenders with this in their name
     */
    public record Options(
            int rounds,
            Duration time,
            boolean quick,
            List<Integer> callers,
            List<Integer> sizes,
            String only) {}

    /** What has its turn in every round, and what ends it. */
    public record Turn(String name, Load load, Contender.Step settle) {

        public Turn(String name, Load load) {
            this(name, load, () -> {});
        }
    }

    /** What a scenario takes: less for a quick look. */
    public <T> T pick(T quick, T usual) {
        return options.quick ? quick : usual;
    }

    public List<Integer> callers(List<Integer> usual) {
        return options.callers.isEmpty() ? usual : options.callers;
    }

    public List<Integer> sizes(List<Integer> usual) {
        return options.sizes.isEmpty() ? usual : options.sizes;
    }

    public boolean wants(String contender) {
        return contender.contains(options.only);
    }

    /** Tells a person what is going on. */
    @SuppressWarnings("AnnotateFormatMethod") // That needs a library for an annotation.
    public void show(String line, Object... values) {
        System.err.println("… " + line.formatted(values));
    }

    /** A turn of each that is not measured: compilers, caches and statistics get warm. */
    public void warmUp(List<Contender> contenders, int callers) throws Exception {
        for (var turn : turns(contenders, callers)) {
            show("warming up %s", turn.name);
            var unused = play(turn, 0);
        }
    }

    private List<Turn> turns(List<Contender> contenders, int callers) {
        return contenders.stream()
                .filter(it -> wants(it.name()))
                .map(it -> new Turn(it.name(), Load.closed(it, callers, options.time), it.settle()))
                .toList();
    }

    /** Rounds of callers who wait for their answers. */
    public List<Result> run(String load, String unit, List<Contender> contenders, int callers)
            throws Exception {
        return run(load, unit, turns(contenders, callers));
    }

    /** Rounds of those that are wanted. */
    public List<Result> run(String load, String unit, List<Turn> turns) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 1; round <= options.rounds; round++) {
            for (var turn : turns.stream().filter(it -> wants(it.name)).toList()) {
                show(
                        "%s, %s: round %d of %d, %s",
                        scenario, load, round, options.rounds, turn.name);
                samples.computeIfAbsent(turn.name, name -> new ArrayList<>())
                        .add(play(turn, round));
            }
        }
        var found = new ArrayList<Result>();
        samples.forEach(
                (name, rounds) -> found.add(new Result(scenario, load, name, unit, rounds)));
        results.addAll(found);
        return found;
    }

    private Sample play(Turn turn, int round) throws Exception {
        var recorder = new Recorder();
        var before = cpu();
        double seconds = turn.load.run(recorder, round);
        var sample = recorder.sample(seconds, cpu().since(before));
        turn.settle.run();
        return sample;
    }

    private Cpu cpu() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Cpu(Duration.ofNanos(system.getProcessCpuTime()), databaseCpu.get());
    }

    /** Adds how one of them stands to each of the others. */
    public static void compare(String ours, List<Result> results) {
        for (var result : results) {
            if (result.contender().equals(ours)) {
                result.compareWith(results);
            }
        }
    }

    /** Lets every contender show that no work was lost or invented. */
    public static void verify(List<Contender> contenders) throws Exception {
        for (var contender : contenders) {
            contender.verify().run();
        }
    }

    public static void requireEqual(long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("%d instead of %d".formatted(actual, expected));
        }
    }
}
