package dev.rastro.engine.testkit;

import dev.rastro.engine.store.EventStore;

import java.time.InstantSource;

class InMemoryEventStoreTest extends EventStoreContract {

    @Override
    protected EventStore emptyStore() {
        return new InMemoryEventStore(InstantSource.system());
    }
}
