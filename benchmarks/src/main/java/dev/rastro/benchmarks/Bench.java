package dev.rastro.benchmarks;

import dev.rastro.benchmarks.append.AppendScenario;
import dev.rastro.benchmarks.http.DepositScenario;
import dev.rastro.benchmarks.http.OverloadScenario;
import dev.rastro.benchmarks.load.GrowthScenario;
import dev.rastro.benchmarks.load.LoadScenario;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.peer.PeersScenario;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.benchmarks.scenario.LagScenario;
import dev.rastro.benchmarks.scenario.RebuildScenario;
import dev.rastro.benchmarks.scenario.Scenario;
import dev.rastro.benchmarks.scenario.TransferScenario;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures Rastro beside what others do. */
@Command(
        name = "rastro bench",
        description = {
            "Measures Rastro beside what others do, in rounds that alternate, on one durable",
            "PostgreSQL that is made for the occasion."
        },
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    @Parameters(
            paramLabel = "SCENARIO",
            description = "What to measure: ${COMPLETION-CANDIDATES}. All, if none is named.",
            completionCandidates = Names.class)
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "To see whether it works, not for figures.")
    private boolean quick;

    @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "How long a contender's turn is. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--callers",
            split = ",",
            paramLabel = "N",
            description = "How many callers at once. Default: what the scenario says.")
    private List<Integer> callers = new ArrayList<>();

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description = "How many events there are. Default: what the scenario says.")
    private List<Integer> sizes = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Leave out contenders without this in their name.")
    private String only = "";

    private Bench() {}

    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        private Names() {
            scenarios().forEach(scenario -> add(scenario.name()));
        }
    }

    private static List<Scenario> scenarios() {
        var all = new ArrayList<>(TransferScenario.all());
        all.addFirst(new AppendScenario());
        all.add(new RebuildScenario());
        all.add(new LagScenario());
        all.add(new DepositScenario());
        all.add(new OverloadScenario());
        all.add(new LoadScenario());
        all.add(new GrowthScenario());
        all.add(new PeersScenario());
        return List.copyOf(all);
    }

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var chosen =
                scenarios().stream()
                        .filter(it -> wanted.isEmpty() || wanted.contains(it.name()))
                        .toList();
        if (chosen.isEmpty() || chosen.size() < wanted.size()) {
            System.err.println("rastro bench: no such scenario; there are " + new Names());
            return CommandLine.ExitCode.USAGE;
        }
        var directory = Files.createTempDirectory("rastro-bench-");
        try (var cluster = Cluster.start(directory)) {
            run(cluster, contest(cluster), chosen);
        } finally {
            delete(directory);
        }
        return CommandLine.ExitCode.OK;
    }

    private Contest contest(Cluster cluster) {
        return new Contest(
                quick ? 1 : rounds,
                Duration.ofSeconds(quick ? 1 : seconds),
                new Contest.Wishes(callers, sizes, only),
                new Contest.Environment(line -> System.err.println("… " + line), cluster::cpuTime));
    }

    private void run(Cluster cluster, Contest contest, List<Scenario> chosen) throws Exception {
        var results = new ArrayList<Result>();
        var report = report(cluster, contest, results);
        report.printConditions(System.out);
        for (var scenario : chosen) {
            var found = scenario.run(cluster, contest, quick);
            results.addAll(found);
            Report.print(found, System.out);
            if (json != null) {
                report.write(json);
            }
        }
    }

    private Report report(Cluster cluster, Contest contest, List<Result> results) throws Exception {
        return new Report(
                Instant.now(),
                System.getProperty("java.vendor.version") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                cluster.settings(),
                Versions.read(),
                "%d rounds of %d s per contender, alternating; the median round, with the slowest and the fastest. Load, program and database share the machine."
                        .formatted(contest.rounds(), contest.seconds().toSeconds()),
                results);
    }

    private static void delete(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
