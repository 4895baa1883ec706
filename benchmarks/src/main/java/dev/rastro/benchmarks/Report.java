package dev.rastro.benchmarks;

import dev.rastro.benchmarks.measure.Result;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that was measured, and under which conditions.
 *
 * @param postgres settings of the database
 * @param versions of libraries
 */
record Report(
        Instant at,
        String java,
        String machine,
        int processors,
        Map<String, String> postgres,
        Map<String, String> versions,
        String method,
        List<Result> results) {

    void write(Path file) {
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(file.toFile(), this);
    }

    void printConditions(PrintStream out) {
        out.printf("%s, %d processors, Java %s%n", machine, processors, java);
        out.printf("PostgreSQL %s%n", postgres);
        out.printf("Libraries %s%n", versions);
        out.println(method);
    }

    static void print(List<Result> results, PrintStream out) {
        out.printf(
                "%n%-12s %-30s %-38s %10s %21s %9s %9s %9s%n",
                "scenario",
                "load",
                "contender",
                "per second",
                "min..max",
                "p50 ms",
                "p99 ms",
                "p99.9 ms");
        for (var result : results) {
            var median = result.medianRound();
            out.printf(
                    "%-12s %-30s %-38s %,10.0f %10s..%-10s %8.2f %9.2f %9.2f  %s%n",
                    result.scenario(),
                    result.load(),
                    result.contender(),
                    result.median(),
                    "%,.0f".formatted(result.min()),
                    "%,.0f".formatted(result.max()),
                    median.p50() / 1e3,
                    median.p99() / 1e3,
                    median.p999() / 1e3,
                    figures(result));
        }
    }

    private static String figures(Result result) {
        return result.figures().entrySet().stream()
                .map(figure -> "%s %.2f".formatted(figure.getKey(), figure.getValue()))
                .collect(Collectors.joining(", "));
    }
}
