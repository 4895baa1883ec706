package dev.rastro.benchmarks;

import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Result;

import org.apache.pekko.persistence.jdbc.query.javadsl.JdbcReadJournal;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.postgresql.util.DriverInfo;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that was measured, and under which conditions.
 *
 * @param postgres settings of the database
 * @param versions of libraries that are measured or measured through, as their jars say
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

    private static final String HEAD =
            "scenario     load                           contender                           "
                    + "   per second              min..max    p50 ms    p99 ms  p99.9 ms";

    /**
     * @param results to come
     */
    static Report of(Cluster cluster, Contest.Options options, List<Result> results)
            throws SQLException {
        return new Report(
                Instant.now(),
                System.getProperty("java.vendor.version") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                cluster.settings(),
                readVersions(),
                "%d rounds of %d s per contender, alternating; the median round, with the slowest and the fastest. Load, program and database share the machine."
                        .formatted(options.rounds(), options.time().toSeconds()),
                results);
    }

    private static Map<String, String> readVersions() {
        var versions = new LinkedHashMap<String, String>();
        versions.put("pgjdbc", DriverInfo.DRIVER_VERSION);
        versions.put("Axon", versionOf(JdbcEventStorageEngine.class));
        versions.put("Pekko", versionOf(EventSourcedBehavior.class));
        versions.put("Pekko persistence JDBC", versionOf(JdbcReadJournal.class));
        versions.put("Slick", versionOf(slick.jdbc.PostgresProfile.class));
        return versions;
    }

    private static String versionOf(Class<?> type) {
        var version = type.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

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
        out.println();
        out.println(HEAD);
        for (var result : results) {
            var sorted = result.fromSlowest();
            var slowest = "%,.0f".formatted(sorted.getFirst().perSecond());
            var fastest = "%,.0f".formatted(sorted.getLast().perSecond());
            var median = result.median();
            out.printf(
                    "%-12s %-30s %-38s %,10.0f %10s..%-10s %8.2f %9.2f %9.2f  %s%n",
                    result.scenario(),
                    result.load(),
                    result.contender(),
                    median.perSecond(),
                    slowest,
                    fastest,
                    median.p50() / 1e3,
                    median.p99() / 1e3,
                    median.p999() / 1e3,
                    result.figures().entrySet().stream()
                            .map(it -> "%s %.2f".formatted(it.getKey(), it.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }
}
