package dev.rastro.engine.postgres.subscription;

import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.testkit.SampleLog;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The stores that one test opens on its database. */
final class PostgresLogs implements AutoCloseable {

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final List<PostgresEventStore> stores = new ArrayList<>();

    /** As one more process would. */
    SampleLog open() {
        var store =
                new PostgresEventStore(
                        database.asApplication(),
                        database.asWriter(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
        stores.add(store);
        return new SampleLog(store, store);
    }

    Checkpoints checkpoints() {
        return new PostgresCheckpoints(database.asApplication());
    }

    @Override
    public void close() {
        stores.forEach(PostgresEventStore::close);
    }
}
