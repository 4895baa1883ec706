package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.engine.event.EventData;

import java.util.List;
import java.util.function.Supplier;

/** Appends of one event or of ten to the log, beside what PostgreSQL can do at best. */
public final class AppendScenario {

    private AppendScenario() {}

    public static void run(Cluster cluster, Contest contest) throws Exception {
        var quick = List.of(1, 64);
        run(cluster, contest, 1, contest.pick(quick, List.of(1, 16, 64, 256, 1_024)));
        run(cluster, contest, 10, contest.pick(quick, List.of(1, 64, 256)));
    }

    private static void run(Cluster cluster, Contest contest, int events, List<Integer> usual)
            throws Exception {
        var logs = open(cluster, events);
        try {
            var appends = logs.stream().map(log -> new Appends(log, events)).toList();
            var contenders = appends.stream().map(Appends::contender).toList();
            contest.warmUp(contenders, 64);
            for (int callers : contest.callers(usual)) {
                var load = "%,d callers × %d".formatted(callers, events);
                appends.forEach(Appends::eventsPerCommit);
                var results = contest.run(load, "events", contenders, callers);
                for (var it : appends) {
                    double size = it.eventsPerCommit();
                    results.stream()
                            .filter(result -> result.contender().equals(it.log.name))
                            .forEach(result -> result.add("events/commit", size));
                }
                Contest.compare(RastroLog.NAME, results);
            }
            Contest.verify(contenders);
        } finally {
            logs.forEach(EventLog::close);
        }
    }

    private static List<EventLog> open(Cluster cluster, int count) throws Exception {
        var source = new Events();
        Supplier<List<EventData>> events = () -> source.deposits(count);
        // Positions come from the only writer, who needs but one connection.
        var unnest = tables(cluster.plain(1), "");
        var halved = tables(cluster.plain(1), "");
        var copy = tables(cluster.plain(1), "");
        // Positions come from a sequence, with gaps, and not in the order of commits.
        var identity = "GENERATED ALWAYS AS IDENTITY";
        var statement = tables(cluster.plain(Cluster.CONNECTIONS), identity);
        var transaction = tables(cluster.plain(Cluster.CONNECTIONS), identity);
        return List.of(
                new RastroLog(cluster.forRastro(2), events),
                GroupedLog.unnest(unnest, events),
                GroupedLog.unnestEvents(halved, events),
                GroupedLog.copy(copy, events),
                SingleLog.statement(statement, events),
                SingleLog.transaction(transaction, events));
    }

    private static Database tables(Database database, String numbered) throws Exception {
        var sql = Database.sql(AppendScenario.class, "tables.sql");
        database.execute(sql.replace("$numbered", numbered));
        return database;
    }
}
