package dev.rastro.benchmarks.load;

import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.benchmarks.scenario.Scenario;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Appending and reading again and again, while the log grows: the figures should stay the same. */
public final class GrowthScenario implements Scenario {

    private static final List<Integer> SIZES = List.of(1_000_000, 5_000_000, 10_000_000);
    private static final List<Integer> SIZES_QUICK = List.of(20_000, 50_000, 100_000);
    private static final List<Integer> CALLERS = List.of(16);
    private static final int STREAMS_AT_ONCE = 10_000;
    private static final int STREAMS_AT_ONCE_QUICK = 100;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var results = new ArrayList<Result>();
        var home = cluster.newHome();
        int atOnce = quick ? STREAMS_AT_ONCE_QUICK : STREAMS_AT_ONCE;
        try (var log = new GrowingLog(home, atOnce)) {
            log.growTo(1);
            var contenders =
                    List.<Contender>of(
                                    new GrowthContenders.Appending(log),
                                    new GrowthContenders.Loading(log),
                                    new GrowthContenders.Paging(log))
                            .stream()
                            .filter(contender -> contest.wants(contender.name()))
                            .toList();
            contest.warmUp(contenders, CALLERS.getFirst());
            for (int size : contest.sizesOr(quick ? SIZES_QUICK : SIZES)) {
                contest.environment().progress().show("filling up to %,d events".formatted(size));
                log.growTo(size);
                home.execute("VACUUM ANALYZE rastro.event");
                home.execute("CHECKPOINT");
                for (int callers : contest.callersOr(CALLERS)) {
                    var load = "%,d events, %d callers".formatted(size, callers);
                    var subject = new Subject(name(), load, "events");
                    for (var result : contest.run(subject, contenders, callers)) {
                        results.add(withSizes(result, home));
                    }
                }
            }
            for (var contender : contenders) {
                contender.verify();
            }
        }
        return results;
    }

    private static Result withSizes(Result result, Cluster.Home home) throws SQLException {
        double events = home.longOf("SELECT position FROM rastro.log_head");
        return result.with(
                        "bytes/event, with indexes",
                        home.longOf("SELECT pg_total_relation_size('rastro.event')") / events)
                .with(
                        "bytes/event, table alone",
                        home.longOf("SELECT pg_table_size('rastro.event')") / events);
    }
}
