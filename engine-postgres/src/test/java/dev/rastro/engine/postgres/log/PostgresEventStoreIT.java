package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.testkit.EventStoreContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import java.time.InstantSource;

class PostgresEventStoreIT extends EventStoreContract {

    private @Nullable PostgresEventStore store;

    @Override
    protected EventStore emptyStore() {
        var database = TestDatabase.withEmptyLog();
        store =
                new PostgresEventStore(
                        database.asApplication(),
                        database.asWriter(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }
}
