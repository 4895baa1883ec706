package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.append.Appends.Tally;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.Ratios;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.benchmarks.scenario.Scenario;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Appends of one event or of ten to the log, beside what PostgreSQL can do at best. */
public final class AppendScenario implements Scenario {

    private static final List<Integer> CALLERS = List.of(1, 16, 64, 256, 1_024);
    private static final List<Integer> CALLERS_OF_BATCHES = List.of(1, 64, 256);
    private static final List<Integer> CALLERS_QUICK = List.of(1, 64);
    private static final int WARM_UP_CALLERS = 64;

    @Override
    public String name() {
        return "append";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var results = new ArrayList<Result>();
        results.addAll(run(cluster, contest, 1, quick ? CALLERS_QUICK : CALLERS));
        results.addAll(run(cluster, contest, 10, quick ? CALLERS_QUICK : CALLERS_OF_BATCHES));
        return results;
    }

    private List<Result> run(
            Cluster cluster, Contest contest, int eventsPerAppend, List<Integer> usualCallers)
            throws Exception {
        var contenders = contenders(cluster, eventsPerAppend);
        try {
            var chosen = contenders.stream().filter(it -> contest.wants(it.name())).toList();
            contest.warmUp(chosen, WARM_UP_CALLERS);
            var results = new ArrayList<Result>();
            for (int callers : contest.callersOr(usualCallers)) {
                var load = "%,d callers × %d".formatted(callers, eventsPerAppend);
                var before = tallies(chosen);
                var found = contest.run(new Subject(name(), load, "events"), chosen, callers);
                results.addAll(
                        Ratios.of(RastroAppends.NAME, withCommits(found, before, tallies(chosen))));
            }
            for (var contender : chosen) {
                contender.verify();
            }
            return results;
        } finally {
            contenders.forEach(Appends::close);
        }
    }

    /** Who writes in groups needs one connection, and one more to count at the end. */
    private static List<Appends> contenders(Cluster cluster, int events) throws SQLException {
        return List.of(
                new RastroAppends(cluster.newHome(2), new Workload(events)),
                new GroupedAppends(
                        "unnest, in groups",
                        cluster.newPool(2, Tables.numberedByWriter()),
                        new UnnestWriter(true),
                        new Workload(events)),
                new GroupedAppends(
                        "unnest, in groups, without receipts",
                        cluster.newPool(2, Tables.numberedByWriter()),
                        new UnnestWriter(false),
                        new Workload(events)),
                new GroupedAppends(
                        "COPY, in groups",
                        cluster.newPool(2, Tables.numberedByWriter()),
                        new CopyWriter(),
                        new Workload(events)),
                new StatementPerAppend(
                        cluster.newPool(Tables.numberedBySequence()), new Workload(events)),
                new TransactionPerAppend(
                        cluster.newPool(Tables.numberedBySequence()), new Workload(events)));
    }

    private static Map<String, Tally> tallies(List<Appends> contenders) throws Exception {
        var tallies = new LinkedHashMap<String, Tally>();
        for (var contender : contenders) {
            tallies.put(contender.name(), contender.tally());
        }
        return tallies;
    }

    private static List<Result> withCommits(
            List<Result> results, Map<String, Tally> before, Map<String, Tally> after) {
        return results.stream()
                .map(result -> {
                    var name = result.contender();
                    var start = before.getOrDefault(name, new Tally(0, 0));
                    var end = after.getOrDefault(name, start);
                    return result.with("events/commit", end.eventsPerCommitSince(start));
                })
                .toList();
    }
}
