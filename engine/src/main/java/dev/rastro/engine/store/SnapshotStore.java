package dev.rastro.engine.store;

import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;

import java.util.Optional;

/**
 * Saved states, so that a long stream need not be read from its beginning. Only an optimisation:
 * losing any or all of them changes nothing but speed.
 */
public interface SnapshotStore {

    /**
     * @param version of the stream at which the state was taken
     * @param schema fingerprint of the state's form; a snapshot of another form is as good as none
     */
    record Snapshot(long version, String schema, Payload state) {}

    Optional<Snapshot> load(StreamName stream, String schema);

    /** Keeps the snapshot, unless there is one of the same form and at least its version. */
    void save(StreamName stream, Snapshot snapshot);
}
