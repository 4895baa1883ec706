package dev.rastro.benchmarks.scenario;

import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.OpenLoop;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.engine.postgres.projection.Projection;
import dev.rastro.engine.postgres.projection.ProjectionHost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How long after its acknowledgement a deposit can be read, with all read models running, while
 * deposits come at a fixed rate that does not wait for answers.
 */
public final class LagScenario implements Scenario {

    private static final int ACCOUNTS = 10_000;
    private static final List<Integer> PER_SECOND = List.of(500, 2_000, 5_000, 8_000);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var results = new ArrayList<Result>();
        try (var bank = new RastroBank(cluster.newHome(), quick ? 100 : ACCOUNTS, 0)) {
            bank.warmUp();
            var hosts = new ArrayList<ProjectionHost>();
            try {
                ReadModelsOfBank.all().forEach(projection -> hosts.add(host(bank, projection)));
                for (int rate : quick ? List.of(200) : PER_SECOND) {
                    var subject = new Subject(name(), "%,d commands/s".formatted(rate), "deposits");
                    var loop =
                            new OpenLoop(
                                    rate,
                                    contest.seconds(),
                                    (random, due) -> lagOfOne(bank, hosts, random));
                    results.addAll(contest.runLoops(subject, "commit to readable", loop));
                }
            } finally {
                hosts.forEach(ProjectionHost::close);
            }
        }
        return results;
    }

    private static ProjectionHost host(RastroBank bank, Projection projection) {
        return new ProjectionHost(bank.home().pool(), bank.store(), ReadModels.SCHEMA, projection);
    }

    /**
     * @return nanoseconds from the answer to a deposit until every read model shows it
     */
    private static long lagOfOne(
            RastroBank bank, List<ProjectionHost> hosts, SplittableRandom random)
            throws InterruptedException {
        long position = bank.deposit(random.nextInt(bank.accounts()), 1);
        long acknowledged = System.nanoTime();
        for (var host : hosts) {
            if (!host.applied().await(position, LONGEST)) {
                throw new IllegalStateException("not readable in " + LONGEST);
            }
        }
        return System.nanoTime() - acknowledged;
    }
}
