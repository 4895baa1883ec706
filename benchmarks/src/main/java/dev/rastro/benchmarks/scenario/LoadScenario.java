package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.fixture.Bank;
import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Turn;
import dev.rastro.benchmarks.measure.Load;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.store.SnapshotStore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The time of the first deposit to an account that the node does not know, by the length of its
 * stream. The node has served other accounts: its connections are open. A snapshot is taken every
 * 100 events, so on average half as many were recorded since.
 */
public record LoadScenario(Database database, SnapshotStore snapshots) {

    /** All streams together have no more; but there are at least two, and at most a thousand. */
    private static final int EVENTS_MAX = 200_000;

    /** What replays more than this is tried less often. */
    private static final int EVENTS_MANY = 10_000;

    private static final int APPENDED_AT_ONCE = 1_000;

    public static void run(Cluster cluster, Contest contest) throws Exception {
        var usual = contest.pick(List.of(10, 1_000), List.of(10, 1_000, 100_000));
        for (int size : contest.sizes(usual)) {
            try (var database = cluster.forRastro(Cluster.CONNECTIONS)) {
                contest.show("filling streams of %,d events", size);
                var snapshots = new PostgresSnapshotStore(database.pool());
                new LoadScenario(database, snapshots).run(contest, size);
            }
        }
    }

    private void run(Contest contest, int size) throws Exception {
        try (var warm = node(snapshots, Bank.SNAPSHOT_EVERY)) {
            var spare = inTurn(warm.open(Bank.SNAPSHOT_EVERY, 0));
            var all = warm.open(Math.clamp(EVENTS_MAX / size, 2, 1_000), 0);
            fill(warm, all, size);
            all.forEach(account -> warm.deposit(account, 1));
            contest.show("warming up");
            var accounts = inTurn(all);
            int times = contest.pick(10, 200);
            int rarely = size > EVENTS_MANY ? Math.max(2, times / 10) : times;
            var none = new NoSnapshots();
            var turns = new ArrayList<Turn>();
            turns.add(trial("cold", rarely, () -> cold(none, spare.next(), accounts.next())));
            if (size >= Bank.SNAPSHOT_EVERY) {
                Callable<Long> cold = () -> cold(snapshots, spare.next(), accounts.next());
                turns.add(trial("cold, with snapshot", times, cold));
            }
            turns.add(trial("warm", times, () -> timeDeposit(warm, accounts.next())));
            var unused = contest.run("%,d events".formatted(size), "first commands", turns);
        }
    }

    /** Half as many trials come before, unmeasured. */
    private static Turn trial(String name, int times, Callable<Long> trial) throws Exception {
        for (int i = 0; i < times / 2; i++) {
            long unusedNanos = trial.call();
        }
        return new Turn(name, Load.trials(times, trial));
    }

    private static Iterator<String> inTurn(List<String> accounts) {
        return Stream.generate(() -> accounts).flatMap(List::stream).iterator();
    }

    /** A bank that has just started, and so knows no account. */
    private Bank node(SnapshotStore snapshots, int snapshotEvery) {
        var quiet = PostgresEventStore.Settings.DEFAULT.polling(Duration.ofSeconds(1), false);
        return new Bank(database.store(quiet), snapshots, snapshotEvery);
    }

    /** Lets every account have so many events. */
    private void fill(Bank bank, List<String> accounts, int size) throws Exception {
        if (size < Bank.SNAPSHOT_EVERY) {
            grow(bank, accounts, 1, size);
        } else {
            int snapshotAt = size - Bank.SNAPSHOT_EVERY / 2;
            grow(bank, accounts, 1, snapshotAt - 1);
            takeSnapshots(accounts);
            grow(bank, accounts, snapshotAt, size);
        }
        database.execute("VACUUM ANALYZE rastro.event");
    }

    private static void grow(Bank bank, List<String> accounts, int from, int to) {
        var events = new Events();
        for (var account : accounts) {
            for (int has = from; has < to; has += APPENDED_AT_ONCE) {
                int count = Math.min(APPENDED_AT_ONCE, to - has);
                var added = Stream.generate(events::deposit).limit(count).toList();
                var part = Events.part(Events.stream(account), has, added);
                Events.append(bank.store(), List.of(part));
            }
        }
    }

    /** By a deposit to each account, on a node that takes one after every event. */
    private void takeSnapshots(List<String> accounts) throws Exception {
        try (var node = node(snapshots, 1)) {
            accounts.forEach(account -> node.deposit(account, 1));
            while (database.query("SELECT count(*) FROM rastro.snapshot") < accounts.size()) {
                Thread.sleep(20);
            }
        }
    }

    private long cold(SnapshotStore snapshots, String spare, String account) {
        try (var node = node(snapshots, Bank.SNAPSHOT_EVERY)) {
            node.deposit(spare, 1);
            return timeDeposit(node, account);
        }
    }

    private static long timeDeposit(Bank bank, String account) {
        long before = System.nanoTime();
        bank.deposit(account, 1);
        return System.nanoTime() - before;
    }

    /** Every state is built from its first event on. */
    private record NoSnapshots() implements SnapshotStore {

        @Override
        public Optional<Snapshot> load(StreamName stream, String schema) {
            return Optional.empty();
        }

        @Override
        public void save(StreamName stream, Snapshot snapshot) {}
    }
}
