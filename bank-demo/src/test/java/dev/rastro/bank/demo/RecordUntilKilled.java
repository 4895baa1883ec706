package dev.rastro.bank.demo;

import dev.rastro.bank.server.database.DataSources;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/** Records the demo's history until somebody kills it. */
final class RecordUntilKilled {

    private RecordUntilKilled() {}

    /**
     * @param arguments URL of the database, and the end of the year
     */
    public static void main(String[] arguments) throws IOException {
        var sources = new DataSources(arguments[0]);
        var now = InstantSource.fixed(Instant.parse(arguments[1]));
        var pool = sources.applicationPool(4);
        int executed = new TownDemo(now).recordPast(pool, sources.writerSource(), () -> false);
        System.out.println(executed);
        // Until the killer comes; if he dies before, this ends too.
        while (System.in.read() >= 0) {}
    }
}
