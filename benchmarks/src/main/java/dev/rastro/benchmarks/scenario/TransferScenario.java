package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.fixture.Bank;
import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Transfers of 1 to 1,000 minor units between accounts that begin with 1,000,000 and may not owe:
 * Rastro's, which are two events and a receipt, decided in memory, beside those of balance rows.
 */
public record TransferScenario(int accounts, Routes routes) {

    private static final long OPENING_BALANCE = 1_000_000;

    public static void amongMany(Cluster cluster, Contest contest) throws Exception {
        run(cluster, contest, contest.pick(1_000, 100_000), Routes::amongBusy);
    }

    public static void toOne(Cluster cluster, Contest contest) throws Exception {
        run(cluster, contest, contest.pick(1_000, 100_000), Routes::toOne);
    }

    public static void amongTen(Cluster cluster, Contest contest) throws Exception {
        run(cluster, contest, 10, Routes::uniform);
    }

    private static void run(
            Cluster cluster, Contest contest, int accounts, IntFunction<Routes> routes)
            throws Exception {
        try (var database = cluster.forRastro(Cluster.CONNECTIONS);
                var bank = new Bank(database);
                var rows = cluster.plain(Cluster.CONNECTIONS)) {
            new TransferScenario(accounts, routes.apply(accounts))
                    .run(contest, database, bank, rows);
        }
    }

    private void run(Contest contest, Database database, Bank bank, Database rows)
            throws Exception {
        var contenders =
                List.of(
                        rastro(bank, bank.open(accounts, OPENING_BALANCE)),
                        rowLocks(rows, "for_update", "SELECT … FOR UPDATE in sorted order"),
                        rowLocks(rows, "conditional", "conditional UPDATE in sorted order"));
        contest.warmUp(contenders, 64);
        var usual = contest.pick(List.of(1, 64), List.of(1, 16, 64, 256, 512, 1_024));
        for (int callers : contest.callers(usual)) {
            long before = bank.store().lastPosition();
            for (var it : contest.run(callers + " callers", "transfers", contenders, callers)) {
                if (it.contender().equals("rastro")) {
                    it.add("events/commit", eventsPerCommit(database, before));
                }
            }
        }
        Contest.verify(contenders);
    }

    /** How many events shared a commit on average, since a position. */
    private static double eventsPerCommit(Database database, long since) throws Exception {
        var sql =
                """
                SELECT 1000 * count(*) / greatest(1, count(DISTINCT recorded_at))
                  FROM rastro.event WHERE position > %d
                """
                        .formatted(since);
        return database.query(sql) / 1000.0;
    }

    private Contender rastro(Bank bank, List<String> ids) {
        long total = bank.total(ids);
        return new Contender(
                "rastro",
                caller -> {
                    var route = routes.next(caller.random());
                    long amount = amount(caller.random());
                    return bank.transfer(ids.get(route.from()), ids.get(route.to()), amount)
                            ? 1
                            : 0;
                },
                () -> Contest.requireEqual(total, bank.total(ids)));
    }

    /**
     * As a ledger with a row per balance does them, in one function call and one transaction: an
     * idempotency row, both balances, and an entry row per side.
     *
     * @param guard of the balances: part of the names of tables and function
     */
    private Contender rowLocks(Database database, String guard, String title) throws Exception {
        database.execute(
                Database.sql(getClass(), "row_lock_tables.sql").replace("$guard", guard),
                Database.sql(getClass(), "transfer_" + guard + ".sql"),
                "INSERT INTO account_%s SELECT i, %d FROM generate_series(0, %d) i"
                        .formatted(guard, OPENING_BALANCE, accounts - 1),
                "VACUUM ANALYZE account_" + guard);
        var sum = "SELECT sum(balance)::bigint FROM account_" + guard;
        var call = "SELECT transfer_%s(?, ?, ?, ?, ?)::int".formatted(guard);
        long total = database.query(sum);
        return new Contender(
                title,
                caller -> {
                    var route = routes.next(caller.random());
                    Object[] transfer = {
                        Caller.newKey(),
                        Caller.newKey(),
                        route.from(),
                        route.to(),
                        amount(caller.random())
                    };
                    try (var connection = database.pool().getConnection()) {
                        return (int) Database.query(connection, call, transfer);
                    }
                },
                () -> Contest.requireEqual(total, database.query(sum)));
    }

    private static long amount(SplittableRandom random) {
        return random.nextInt(1, 1_001);
    }
}
