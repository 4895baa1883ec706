package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.scenario.RowLockTransfers.Guard;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Transfers of 1 to 1,000 minor units between accounts that begin with 1,000,000 and may not owe.
 */
public final class TransferScenario implements Scenario {

    private static final long OPENING_BALANCE = 1_000_000;
    private static final List<Integer> CALLERS = List.of(1, 16, 64, 256, 512, 1_024);
    private static final List<Integer> CALLERS_QUICK = List.of(1, 64);

    private final String name;
    private final int accounts;
    private final IntFunction<Routes> routes;

    private TransferScenario(String name, int accounts, IntFunction<Routes> routes) {
        this.name = name;
        this.accounts = accounts;
        this.routes = routes;
    }

    public static List<Scenario> all() {
        return List.of(
                new TransferScenario("transfer", 100_000, Routes::zipf),
                new TransferScenario("hot", 100_000, Routes::toOne),
                new TransferScenario("ten-accounts", 10, Routes::uniform));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var chosen = routes.apply(quick ? Math.min(accounts, 1_000) : accounts);
        try (var bank = new RastroBank(cluster.newHome(), chosen.accounts(), OPENING_BALANCE);
                var plain = cluster.newPool()) {
            bank.warmUp();
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new RastroTransfers(bank, chosen));
            for (var guard : Guard.values()) {
                contenders.add(new RowLockTransfers(plain, guard, chosen, OPENING_BALANCE));
            }
            contenders.removeIf(contender -> !contest.wants(contender.name()));
            contest.warmUp(contenders, 64);
            var results = new ArrayList<Result>();
            for (int callers : contest.callersOr(quick ? CALLERS_QUICK : CALLERS)) {
                var subject = new Subject(name, callers + " callers", "transfers");
                long before = bank.store().lastPosition();
                for (var result : contest.run(subject, contenders, callers)) {
                    results.add(
                            result.contender().equals("rastro")
                                    ? result.with("events/commit", bank.eventsPerCommit(before))
                                    : result);
                }
            }
            for (var contender : contenders) {
                contender.verify();
            }
            return results;
        }
    }
}
