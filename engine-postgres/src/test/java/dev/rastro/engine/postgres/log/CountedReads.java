package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.TestDatabase;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

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
        var counting =
                (DataSource)
                        Proxy.newProxyInstance(
                                DataSource.class.getClassLoader(),
                                new Class<?>[] {DataSource.class},
                                (proxy, method, arguments) -> {
                                    connections.incrementAndGet();
                                    return method.invoke(database, arguments);
                                });
        var settings = PostgresEventStore.Settings.DEFAULT.polling(Duration.ofDays(1), false);
        return new PostgresEventStore(counting, database, InstantSource.system(), settings);
    }
}
