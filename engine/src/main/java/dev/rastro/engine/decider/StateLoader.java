package dev.rastro.engine.decider;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.SnapshotStore;
import dev.rastro.engine.store.SnapshotStore.Snapshot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Builds a state from the newest snapshot, if there is one, and the events after it. */
final class StateLoader {

    private static final Logger LOG = System.getLogger(StateLoader.class.getName());
    private static final int PAGE_SIZE = 1_000;

    record Loaded<S>(S state, long version) {}

    private final EventStore store;
    private final SnapshotStore snapshots;
    private final Codecs codecs;

    StateLoader(EventStore store, SnapshotStore snapshots, Codecs codecs) {
        this.store = store;
        this.snapshots = snapshots;
        this.codecs = codecs;
    }

    <S, E> Loaded<S> load(Entity<S, E> entity) {
        var stream = entity.stream();
        var codec = codecs.of(entity.category());
        var start =
                snapshots
                        .load(stream, codec.states().schema())
                        .flatMap(saved -> decode(stream, codec.states(), saved))
                        .orElseGet(() ->
                                new Loaded<>(entity.category().evolution().initialState(), 0));
        return replay(entity, stream, codec.events(), start);
    }

    /** A snapshot that cannot be read is as good as none. */
    private static <S> Optional<Loaded<S>> decode(
            StreamName stream, StateCodec<S> codec, Snapshot saved) {
        try {
            return Optional.of(new Loaded<>(codec.decode(saved.state()), saved.version()));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the snapshot of %s is not readable".formatted(stream), e);
            return Optional.empty();
        }
    }

    private <S, E> Loaded<S> replay(
            Entity<S, E> entity, StreamName stream, EventCodec<E> codec, Loaded<S> start) {
        var evolution = entity.category().evolution();
        S state = start.state();
        long version = start.version();
        while (true) {
            var page = store.readStream(stream, version, PAGE_SIZE);
            for (var recorded : page) {
                state = evolution.evolve(state, codec.decode(recorded.data()));
                version = recorded.version();
            }
            if (page.size() < PAGE_SIZE) {
                return new Loaded<>(state, version);
            }
        }
    }
}
