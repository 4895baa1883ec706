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
 * Deposits over HTTP into 200 accounts whose streams keep growing, each under a key of its own:
 * beside the same server that only echoes, now and after 200,000 events more.
 */
public final class DepositScenario implements Scenario {

    private static final int ACCOUNTS = 200;
    private static final int EVENTS_MORE = 200_000;
    private static final List<Integer> CONNECTIONS = List.of(32, 256);
    private static final String BANK = "rastro";

    @Override
    public String name() {
        return "deposit";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var results = new ArrayList<Result>();
        try (var bank = new ServedBank(cluster.newHome());
                var echo = new EchoServer()) {
            var ids = bank.openAccounts(ACCOUNTS);
            var deposits = new Deposits(bank.port(), ids);
            var contenders = contenders(bank, deposits, new Deposits(echo.port(), ids), contest);
            contest.warmUp(contenders, 256);
            for (boolean later : List.of(false, true)) {
                if (later) {
                    grow(contest, contenders, bank, quick ? 2_000 : EVENTS_MORE);
                }
                var when = "%,d events".formatted(bank.events() / 1_000 * 1_000);
                for (int connections : contest.callersOr(CONNECTIONS)) {
                    results.addAll(measure(contest, contenders, connections, when));
                }
            }
            for (var contender : contenders) {
                contender.verify();
            }
        }
        return results;
    }

    private static List<Depositing> contenders(
            ServedBank bank, Deposits toBank, Deposits toEcho, Contest contest) {
        var all = new ArrayList<Depositing>();
        all.add(
                new Depositing(
                        BANK,
                        toBank,
                        bank::catchUp,
                        () -> bank.verify(toBank.acknowledgedCents())));
        all.add(new Depositing("bare server, echo", toEcho, () -> {}, () -> {}));
        all.removeIf(contender -> !contest.wants(contender.name()));
        return all;
    }

    private static void grow(
            Contest contest, List<Depositing> contenders, ServedBank bank, int events)
            throws Exception {
        long wanted = bank.events() + events;
        var depositors = contenders.stream().filter(it -> it.name().equals(BANK)).toList();
        while (!depositors.isEmpty() && bank.events() < wanted) {
            contest.warmUp(depositors, 256);
        }
    }

    private List<Result> measure(
            Contest contest, List<Depositing> contenders, int connections, String when)
            throws Exception {
        var load = "%d connections, %s".formatted(connections, when);
        var results =
                new ArrayList<>(
                        contest.run(
                                new Subject(name(), load, "deposits"), contenders, connections));
        for (var bank : contenders.stream().filter(it -> it.name().equals(BANK)).toList()) {
            int rate = (int) results.getFirst().median() / 2;
            var subject = new Subject(name(), load, "deposits");
            results.addAll(
                    contest.runLoops(
                            subject,
                            "rastro, begun at %,d/s".formatted(rate),
                            new OpenLoop(
                                    rate,
                                    contest.seconds(),
                                    new OpenDeposits(bank.deposits(), connections).patient(),
                                    bank::settle)));
        }
        return results;
    }
}
