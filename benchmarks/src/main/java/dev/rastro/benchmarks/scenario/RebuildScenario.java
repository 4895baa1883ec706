package dev.rastro.benchmarks.scenario;

import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.measure.Turn;
import dev.rastro.engine.postgres.projection.Projection;
import dev.rastro.engine.postgres.projection.ProjectionHost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Read models that are built anew from the first event on, to the moment when readers see them. */
public final class RebuildScenario implements Scenario {

    private static final int ACCOUNTS = 10_000;
    private static final int EVENTS = 1_000_000;

    /** Without adding up in memory it takes too long for more. */
    private static final int EVENTS_ONE_BY_ONE = 40_000;

    private static final int EVENTS_QUICK = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var folded = ReadModelsOfBank.all();
        var single = new OneByOne(folded.getFirst());
        var results = new ArrayList<Result>();
        var turns = new LinkedHashMap<String, Projection>();
        folded.forEach(projection -> turns.put(projection.name(), projection));
        results.addAll(run(cluster, contest, quick ? EVENTS_QUICK : EVENTS, turns));
        turns.keySet().retainAll(List.of(single.name()));
        turns.put(single.name() + ", event by event", single);
        results.addAll(run(cluster, contest, quick ? EVENTS_QUICK : EVENTS_ONE_BY_ONE, turns));
        return results;
    }

    private List<Result> run(
            Cluster cluster, Contest contest, int events, Map<String, Projection> projections)
            throws Exception {
        try (var bank = new RastroBank(cluster.newHome(), ACCOUNTS, 1_000_000)) {
            contest.environment()
                    .progress()
                    .show("filling a log with %,d events".formatted(events));
            bank.fill(events);
            bank.home().execute("VACUUM ANALYZE rastro.event");
            var turns = new ArrayList<Turn>();
            for (var entry : projections.entrySet()) {
                if (contest.wants(entry.getKey())) {
                    buildFirst(bank, entry.getValue());
                    turns.add(new Turn(entry.getKey(), () -> rebuild(bank, entry.getValue())));
                }
            }
            return contest.runTurns(
                    new Subject(name(), "%,d events".formatted(events), "events"), turns);
        }
    }

    /** The generation that serves meanwhile: a rebuild always has one beside it. */
    private static void buildFirst(RastroBank bank, Projection projection) throws Exception {
        try (var host = host(bank, projection)) {
            catchUp(bank, host);
        }
    }

    /**
     * @return events that were applied
     */
    private static long rebuild(RastroBank bank, Projection projection) throws Exception {
        try (var host = host(bank, projection)) {
            host.rebuild(false);
            waitUntil(() -> host.status().building().isEmpty());
            long applied = catchUp(bank, host);
            host.dropRetired();
            return applied;
        }
    }

    private static ProjectionHost host(RastroBank bank, Projection projection) {
        return new ProjectionHost(bank.home().pool(), bank.store(), ReadModels.SCHEMA, projection);
    }

    private static long catchUp(RastroBank bank, ProjectionHost host) throws Exception {
        long last = bank.store().lastPosition();
        if (!host.applied().await(last, LONGEST)) {
            throw new IllegalStateException(host.name() + " does not catch up");
        }
        return last;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void waitUntil(Condition condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("took longer than " + LONGEST);
            }
            Thread.sleep(20);
        }
    }
}
