package dev.rastro.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rounds in which every contender has its turn, so that what the machine does meanwhile hits all of
 * them alike.
 *
 * @param seconds of one turn
 */
public record Contest(int rounds, Duration seconds, Wishes wishes, Environment environment) {

    /**
     * What was asked for; empty for what each scenario says.
     *
     * @param sizes of what is measured, in events
     * @param only contenders with this in their name
     */
    public record Wishes(List<Integer> callers, List<Integer> sizes, String only) {}

    /** How many callers to try: what was asked for, otherwise what the scenario says. */
    public List<Integer> callersOr(List<Integer> usual) {
        return wishes.callers().isEmpty() ? usual : wishes.callers();
    }

    /** How many events there are to be: what was asked for, otherwise what the scenario says. */
    public List<Integer> sizesOr(List<Integer> usual) {
        return wishes.sizes().isEmpty() ? usual : wishes.sizes();
    }

    /** Whom to tell, and where to read what it cost. */
    public record Environment(Progress progress, Cpu.Meter cpu) {}

    private ClosedLoop.Load load(int callers) {
        return new ClosedLoop.Load(callers, seconds, environment.cpu());
    }

    public boolean wants(String contender) {
        return contender.contains(wishes.only());
    }

    /** What is measured, under which load, in which unit. */
    public record Subject(String scenario, String load, String unit) {}

    public List<Result> run(Subject subject, List<? extends Contender> contenders, int callers)
            throws Exception {
        var turns = new ArrayList<Round>();
        for (var contender : contenders) {
            turns.add(new Round(contender.name(), number -> turn(contender, callers, number)));
        }
        return runRounds(subject, turns);
    }

    private Sample turn(Contender contender, int callers, long seed) throws Exception {
        var sample = ClosedLoop.run(contender, load(callers), seed);
        contender.settle();
        return sample;
    }

    /** As {@link #run}, for work that is timed as a whole. */
    public List<Result> runTurns(Subject subject, List<Turn> turns) throws Exception {
        return runRounds(
                subject,
                turns.stream()
                        .filter(turn -> wants(turn.name()))
                        .map(turn -> new Round(turn.name(), number -> turn.time(environment.cpu())))
                        .toList());
    }

    /** As {@link #run}, for something that is tried so many times, one after another. */
    public List<Result> runTrials(Subject subject, List<Trials> trials) throws Exception {
        return runRounds(
                subject,
                trials.stream()
                        .filter(trial -> wants(trial.name()))
                        .map(trial -> new Round(trial.name(), trial::time))
                        .toList());
    }

    /** As {@link #run}, for operations that begin at a fixed rate. */
    public List<Result> runLoops(Subject subject, String name, OpenLoop loop) throws Exception {
        return runRounds(subject, List.of(new Round(name, number -> round(loop, number))));
    }

    private Sample round(OpenLoop loop, long seed) throws Exception {
        var sample = loop.run(environment.cpu(), seed);
        loop.after().run();
        return sample;
    }

    private record Round(String contender, Play play) {
        interface Play {
            Sample play(int number) throws Exception;
        }
    }

    private List<Result> runRounds(Subject subject, List<Round> turns) throws Exception {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (var turn : turns) {
                environment
                        .progress()
                        .show(
                                "%s, %s: round %d of %d, %s"
                                        .formatted(
                                                subject.scenario(),
                                                subject.load(),
                                                round,
                                                rounds,
                                                turn.contender()));
                samples.computeIfAbsent(turn.contender(), name -> new ArrayList<>())
                        .add(turn.play().play(round));
            }
        }
        var results = new ArrayList<Result>();
        samples.forEach((contender, played) ->
                results.add(
                        new Result(
                                subject.scenario(),
                                subject.load(),
                                contender,
                                subject.unit(),
                                played,
                                costs(played))));
        return results;
    }

    private static Map<String, Double> costs(List<Sample> rounds) {
        if (rounds.stream().allMatch(round -> round.cpu().equals(Cpu.UNKNOWN))) {
            return Map.of();
        }
        return Map.of(
                "program cpu µs/unit",
                rounds.stream().mapToDouble(Sample::programMicrosPerUnit).average().orElse(0),
                "database cpu µs/unit",
                rounds.stream().mapToDouble(Sample::databaseMicrosPerUnit).average().orElse(0));
    }

    /** A turn of each that is not measured: compilers, caches and statistics get warm. */
    public void warmUp(List<? extends Contender> contenders, int callers) throws Exception {
        for (var contender : contenders) {
            environment.progress().show("warming up " + contender.name());
            var unused = turn(contender, callers, 0);
        }
    }
}
