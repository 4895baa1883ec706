package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.TestDatabase;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores of which it is known how often they ask the database. */
public final class CountedReads {

    private CountedReads() {}

    /**
     * A store on an empty log. It looks for what others commit once, as it begins.
     *
     * @param connections counts those that it takes for reading
     */
    public static PostgresEventStore store(AtomicInteger connections) {
        var database = TestDatabase.withEmptyLog().asWriter();
        var counting = TestDatabase.counting(database, connections);
        var settings = PostgresEventStore.Settings.DEFAULT.polling(Duration.ofDays(1), false);
        return new PostgresEventStore(counting, database, InstantSource.system(), settings);
    }
}
