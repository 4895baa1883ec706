package dev.rastro.benchmarks.load;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.SnapshotStore;

import java.util.Optional;

/** Every state is built from its first event on. */
record NoSnapshots() implements SnapshotStore {

    @Override
    public Optional<Snapshot> load(StreamName stream, String schema) {
        return Optional.empty();
    }

    @Override
    public void save(StreamName stream, Snapshot snapshot) {}
}
