package dev.rastro.benchmarks.load;

import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.measure.Trials;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.benchmarks.scenario.Scenario;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.store.SnapshotStore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of the first deposit to an account that the node does not know, by the length of its
 * stream. The node has served other accounts: its connections are open.
 */
public final class LoadScenario implements Scenario {

    private static final List<Integer> SIZES = List.of(10, 1_000, 100_000);
    private static final List<Integer> SIZES_QUICK = List.of(10, 1_000);

    /** Taken every so many events, so on average half as many were recorded since. */
    private static final int SNAPSHOT_EVERY = 100;

    private static final int TIMES = 200;
    private static final int TIMES_QUICK = 10;

    /** All streams together have no more; but there are at least two, and at most a thousand. */
    private static final int EVENTS_MAX = 200_000;

    /** What replays more than this is tried less often. */
    private static final int EVENTS_MANY = 10_000;

    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "load";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var results = new ArrayList<Result>();
        for (int size : contest.sizesOr(quick ? SIZES_QUICK : SIZES)) {
            try (var home = cluster.newHome()) {
                contest.environment()
                        .progress()
                        .show("filling streams of %,d events".formatted(size));
                results.addAll(run(home, contest, size, quick ? TIMES_QUICK : TIMES));
            }
        }
        return results;
    }

    private List<Result> run(Cluster.Home home, Contest contest, int size, int times)
            throws Exception {
        var snapshots = new PostgresSnapshotStore(home.pool());
        try (var warm = new Node(home, snapshots, SNAPSHOT_EVERY);
                var store = store(home)) {
            var spare = new LongAccounts(store, SNAPSHOT_EVERY);
            var accounts = new LongAccounts(store, Math.clamp(EVENTS_MAX / size, 2, 1_000));
            fill(home, accounts, size);
            accounts.all().forEach(warm::deposit);
            var trials = new ArrayList<Trials>();
            int rarely = size > EVENTS_MANY ? Math.max(2, times / 10) : times;
            var none = new NoSnapshots();
            trials.add(new Trials("cold", rarely, () -> cold(home, none, spare, accounts.next())));
            if (hasSnapshots(size)) {
                trials.add(
                        new Trials(
                                "cold, with snapshot",
                                times,
                                () -> cold(home, snapshots, spare, accounts.next())));
            }
            trials.add(new Trials("warm", times, () -> warm.timeDeposit(accounts.next())));
            contest.environment().progress().show("warming up");
            for (var trial : trials) {
                warmUp(trial);
            }
            return contest.runTrials(
                    new Subject(name(), "%,d events".formatted(size), "first commands"), trials);
        }
    }

    private static boolean hasSnapshots(int size) {
        return size >= SNAPSHOT_EVERY;
    }

    private static void fill(Cluster.Home home, LongAccounts accounts, int size) throws Exception {
        if (hasSnapshots(size)) {
            int snapshotAt = size - SNAPSHOT_EVERY / 2;
            accounts.grow(1, snapshotAt - 1);
            takeSnapshots(home, accounts);
            accounts.grow(snapshotAt, size);
        } else {
            accounts.grow(1, size);
        }
        home.execute("VACUUM ANALYZE rastro.event");
    }

    private static PostgresEventStore store(Cluster.Home home) {
        return new PostgresEventStore(
                home.pool(),
                home.writer(),
                InstantSource.system(),
                PostgresEventStore.Settings.DEFAULT.polling(Duration.ofSeconds(1), false));
    }

    /** By a deposit to each account, on a node that takes one after every event. */
    private static void takeSnapshots(Cluster.Home home, LongAccounts accounts) throws Exception {
        try (var node = new Node(home, new PostgresSnapshotStore(home.pool()), 1)) {
            accounts.all().forEach(node::deposit);
            long end = System.nanoTime() + LONGEST.toNanos();
            while (home.longOf("SELECT count(*) FROM rastro.snapshot") < accounts.all().size()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("no snapshots in " + LONGEST);
                }
                Thread.sleep(20);
            }
        }
    }

    private static long cold(
            Cluster.Home home, SnapshotStore snapshots, LongAccounts spare, String accountId) {
        try (var node = new Node(home, snapshots, SNAPSHOT_EVERY)) {
            node.deposit(spare.next());
            return node.timeDeposit(accountId);
        }
    }

    private static void warmUp(Trials trials) throws Exception {
        for (int i = 0; i < trials.times() / 2; i++) {
            long unusedNanos = trials.trial().run();
        }
    }
}
