package dev.rastro.benchmarks.http;

import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.OpenLoop;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.benchmarks.scenario.Scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * Four times as many deposits as the server can take, begun at a fixed rate over more connections
 * than it has places: what it still gets done, whether all others are refused with {@code
 * Retry-After}, and whether its memory stays flat.
 */
public final class OverloadScenario implements Scenario {

    private static final int ACCOUNTS = 200;
    private static final int TIMES_CAPACITY = 4;
    private static final int CONNECTIONS_AT_PEAK = 256;

    /** The server handles 4,096 requests at a time. */
    private static final int CONNECTIONS = 6_000;

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        try (var bank = new ServedBank(cluster.newHome())) {
            var deposits = new Deposits(bank.port(), bank.openAccounts(ACCOUNTS));
            var closed =
                    new Depositing(
                            "rastro",
                            deposits,
                            bank::catchUp,
                            () -> bank.verify(deposits.acknowledgedCents()));
            contest.warmUp(List.of(closed), CONNECTIONS_AT_PEAK);
            var subject = new Subject(name(), "at its peak", "deposits");
            var results =
                    new ArrayList<>(contest.run(subject, List.of(closed), CONNECTIONS_AT_PEAK));
            int rate = TIMES_CAPACITY * (int) results.getFirst().median();
            results.addAll(overload(contest, closed, rate));
            closed.verify();
            return results;
        }
    }

    private List<Result> overload(Contest contest, Depositing closed, int rate) throws Exception {
        var open = new OpenDeposits(closed.deposits(), CONNECTIONS);
        var memory = new ArrayList<Memory>();
        closed.deposits().connect(CONNECTIONS);
        var loop =
                new OpenLoop(
                        rate,
                        contest.seconds(),
                        open.impatient(),
                        () -> {
                            memory.add(Memory.read());
                            closed.settle();
                            closed.deposits().connect(CONNECTIONS);
                        });
        var subject = new Subject(name(), "4 × peak", "deposits");
        var results = new ArrayList<Result>();
        for (var result :
                contest.runLoops(subject, "rastro, begun at %,d/s".formatted(rate), loop)) {
            var first = memory.getFirst();
            var last = memory.getLast();
            results.add(
                    result.with("no connection free", (double) open.unsent())
                            .with("refused", refused(result) - open.unsent())
                            .with("heap MiB, first round", first.heap())
                            .with("heap MiB, last round", last.heap())
                            .with("resident MiB, first round", first.resident())
                            .with("resident MiB, last round", last.resident()));
        }
        return results;
    }

    private static double refused(Result result) {
        return result.rounds().stream().mapToLong(round -> round.refused()).sum();
    }
}
