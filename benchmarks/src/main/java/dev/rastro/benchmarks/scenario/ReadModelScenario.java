package dev.rastro.benchmarks.scenario;

import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.account.readmodel.AccountsProjection;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.customer.CustomersProjection;
import dev.rastro.bank.server.event.AuditProjection;
import dev.rastro.bank.server.ledger.analytics.AnalyticsProjection;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.benchmarks.fixture.Bank;
import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Turn;
import dev.rastro.benchmarks.measure.Load;
import dev.rastro.benchmarks.measure.Load.Arrival;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.projection.Projection;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.store.StreamAppend;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How soon the projections of the bank show what is in the log. */
public record ReadModelScenario(Database database, Bank bank) {

    private static final int EVENTS_QUICK = 20_000;
    private static final int APPENDED_AT_ONCE = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** Built anew from the first event on, to the moment when readers see them. */
    public static void rebuild(Cluster cluster, Contest contest) throws Exception {
        var projections = new LinkedHashMap<String, Projection>();
        projections().forEach(it -> projections.put(it.name(), it));
        rebuild(cluster, contest, contest.pick(EVENTS_QUICK, 1_000_000), projections);
        var accounts = projections().getFirst();
        projections.keySet().retainAll(List.of(accounts.name()));
        projections.put(accounts.name() + ", event by event", eventByEvent(accounts));
        // Without adding up in memory it takes too long for more.
        rebuild(cluster, contest, contest.pick(EVENTS_QUICK, 40_000), projections);
    }

    private static void rebuild(
            Cluster cluster, Contest contest, int events, Map<String, Projection> projections)
            throws Exception {
        try (var database = cluster.forRastro(Cluster.CONNECTIONS);
                var bank = new Bank(database)) {
            contest.show("filling a log with %,d events", events);
            fill(bank, bank.open(10_000, 1_000_000), events);
            database.execute("VACUUM ANALYZE rastro.event");
            var scenario = new ReadModelScenario(database, bank);
            projections.keySet().removeIf(name -> !contest.wants(name));
            var turns = new ArrayList<Turn>();
            for (var it : projections.entrySet()) {
                // The generation that serves meanwhile: a rebuild always has one beside it.
                try (var host = scenario.host(it.getValue())) {
                    await(host, bank.store().lastPosition());
                }
                turns.add(new Turn(it.getKey(), Load.whole(() -> scenario.rebuild(it.getValue()))));
            }
            var unused = contest.run("%,d events".formatted(events), "events", turns);
        }
    }

    /** Says how many events were applied. */
    private long rebuild(Projection projection) throws Exception {
        try (var host = host(projection)) {
            host.rebuild(false);
            while (host.status().building().isPresent()) {
                Thread.sleep(20);
            }
            long last = bank.store().lastPosition();
            await(host, last);
            host.dropRetired();
            return last;
        }
    }

    private static List<Projection> projections() {
        var codecs = new BankCodecs();
        return List.of(
                new AccountsProjection(codecs.events(Accounts.CATEGORY)),
                new CustomersProjection(codecs.events(Customers.CATEGORY)),
                new AnalyticsProjection(codecs.events(Accounts.CATEGORY)),
                new AuditProjection());
    }

    /** Writes what every single event changes, as most systems do. */
    private static Projection eventByEvent(Projection projection) {
        return (Projection)
                Proxy.newProxyInstance(
                        ReadModelScenario.class.getClassLoader(),
                        new Class<?>[] {Projection.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("apply")) {
                                return method.invoke(projection, arguments);
                            }
                            for (var event : (List<?>) arguments[1]) {
                                projection.apply(
                                        (Connection) arguments[0], List.of((RecordedEvent) event));
                            }
                            return null;
                        });
    }

    private ProjectionHost host(Projection projection) {
        return new ProjectionHost(database.pool(), bank.store(), ReadModels.SCHEMA, projection);
    }

    /** Waits until readers see the event at a position. */
    private static void await(ProjectionHost host, long position) throws InterruptedException {
        if (!host.applied().await(position, LONGEST)) {
            throw new IllegalStateException(host.name() + " does not catch up in " + LONGEST);
        }
    }

    /** Deposits and withdrawals straight to the log: some accounts get many, most get few. */
    private static void fill(Bank bank, List<String> accounts, int count) {
        var events = new Events();
        var zipf = Routes.zipf(accounts.size());
        var random = new SplittableRandom(7);
        var versions = new long[accounts.size()];
        Arrays.fill(versions, 1);
        for (int done = 0; done < count; done += APPENDED_AT_ONCE) {
            var byAccount = new HashMap<Integer, List<EventData>>();
            for (int i = 0; i < APPENDED_AT_ONCE; i++) {
                byAccount
                        .computeIfAbsent(zipf.applyAsInt(random), account -> new ArrayList<>())
                        .add(movement(events, random));
            }
            var parts = new ArrayList<StreamAppend>();
            byAccount.forEach((account, added) -> {
                var stream = Events.stream(accounts.get(account));
                parts.add(Events.part(stream, versions[account], added));
                versions[account] += added.size();
            });
            Events.append(bank.store(), parts);
        }
    }

    private static EventData movement(Events events, SplittableRandom random) {
        var amount = new Money(1 + random.nextInt(1_000), Events.CURRENCY);
        var day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(365));
        var id = events.newId();
        return events.encode(
                random.nextInt(3) == 0
                        ? new MoneyWithdrawn(id, amount, "shop", day, Map.of())
                        : new MoneyDeposited(id, amount, "wages", day, Map.of()));
    }

    /**
     * How long after its acknowledgement a deposit can be read, with all read models running, while
     * deposits come at a fixed rate that does not wait for answers.
     */
    public static void lag(Cluster cluster, Contest contest) throws Exception {
        try (var database = cluster.forRastro(Cluster.CONNECTIONS);
                var bank = new Bank(database)) {
            var accounts = bank.open(contest.pick(100, 10_000), 0);
            long unusedTotal = bank.total(accounts);
            var scenario = new ReadModelScenario(database, bank);
            var hosts = projections().stream().map(scenario::host).toList();
            Arrival lag =
                    (caller, due) -> {
                        int account = caller.random().nextInt(accounts.size());
                        long position = bank.deposit(accounts.get(account), 1);
                        long acknowledged = System.nanoTime();
                        for (var host : hosts) {
                            await(host, position);
                        }
                        return System.nanoTime() - acknowledged;
                    };
            try {
                for (int rate : contest.pick(List.of(200), List.of(500, 2_000, 5_000, 8_000))) {
                    var load = Load.open(rate, contest.options().time(), lag);
                    var turns = List.of(new Turn("commit to readable", load));
                    var title = "%,d commands/s".formatted(rate);
                    var unused = contest.run(title, "deposits", turns);
                }
            } finally {
                hosts.forEach(ProjectionHost::close);
            }
        }
    }
}
