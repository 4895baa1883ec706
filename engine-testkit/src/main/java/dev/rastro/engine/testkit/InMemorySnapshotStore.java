package dev.rastro.engine.testkit;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.SnapshotStore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Snapshots in a map. */
public final class InMemorySnapshotStore implements SnapshotStore {

    private record Key(StreamName stream, String schema) {}

    private final Map<Key, Snapshot> snapshots = new ConcurrentHashMap<>();

    @Override
    public Optional<Snapshot> load(StreamName stream, String schema) {
        return Optional.ofNullable(snapshots.get(new Key(stream, schema)));
    }

    @Override
    public void save(StreamName stream, Snapshot snapshot) {
        snapshots.merge(
                new Key(stream, snapshot.schema()),
                snapshot,
                (old, fresh) -> fresh.version() > old.version() ? fresh : old);
    }
}
