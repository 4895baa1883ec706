package dev.rastro.benchmarks;

import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Result;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
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
            description = "What to measure: ${COMPLETION-CANDIDATES}. All, if none is named.")
    private List<Scenario> wanted = List.copyOf(EnumSet.allOf(Scenario.class));

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

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var directory = Files.createTempDirectory("rastro-bench-");
        try (var cluster = new Cluster(directory)) {
            run(cluster);
        } finally {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void run(Cluster cluster) throws Exception {
        var time = Duration.ofSeconds(quick ? 1 : seconds);
        var options = new Contest.Options(quick ? 1 : rounds, time, quick, callers, sizes, only);
        var results = new ArrayList<Result>();
        var report = Report.of(cluster, options, results);
        report.printConditions(System.out);
        for (var scenario : Scenario.values()) {
            if (wanted.contains(scenario)) {
                int before = results.size();
                var contest = new Contest(scenario.toString(), options, cluster::cpuTime, results);
                scenario.script.run(cluster, contest);
                Report.print(results.subList(before, results.size()), System.out);
                if (json != null) {
                    report.write(json);
                }
            }
        }
    }
}
