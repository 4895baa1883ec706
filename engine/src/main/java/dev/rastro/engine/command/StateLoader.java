package dev.rastro.engine.command;

import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.decider.StateCodec;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.SnapshotStore;
import dev.rastro.engine.store.SnapshotStore.Snapshot;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Builds a state from the newest snapshot, if there is one, and the events after it. */
final class StateLoader {

    private static final Logger LOG = System.getLogger(StateLoader.class.getName());
    private static final int PAGE_SIZE = 1_000;

    record Loaded<S>(S state, long version) {}

    /** How often a state was at hand, and what it took to build it when it was not. */
    static final class LoadStats {

        /** The speed is that of the newest loads, which together read so many events. */
        private static final long WINDOW_EVENTS = 10_000;

        private final LongAdder hits = new LongAdder();
        private final Distribution micros = new Distribution();
        private long loads;
        private long snapshots;
        private long events;
        private long windowEvents;
        private long windowNanos;
        private double eventsPerSecond;

        void hit() {
            hits.increment();
        }

        synchronized void loaded(boolean fromSnapshot, long eventsRead, long nanos) {
            loads++;
            micros.record(nanos / 1_000);
            snapshots += fromSnapshot ? 1 : 0;
            events += eventsRead;
            windowEvents += eventsRead;
            windowNanos += nanos;
            if (windowEvents >= WINDOW_EVENTS || (eventsPerSecond == 0 && windowEvents > 0)) {
                eventsPerSecond = windowEvents * 1e9 / Math.max(1, windowNanos);
                windowEvents = 0;
                windowNanos = 0;
            }
        }

        Distribution micros() {
            return micros;
        }

        synchronized CommandHandler.Stats read() {
            return new CommandHandler.Stats(hits.sum(), loads, snapshots, events, eventsPerSecond);
        }
    }

    private final LoadStats stats = new LoadStats();
    private final EventStore store;
    private final SnapshotStore snapshots;
    private final Codecs codecs;

    StateLoader(EventStore store, SnapshotStore snapshots, Codecs codecs) {
        this.store = store;
        this.snapshots = snapshots;
        this.codecs = codecs;
    }

    LoadStats stats() {
        return stats;
    }

    <S, E> Loaded<S> load(Entity<S, E> entity) {
        long began = System.nanoTime();
        var stream = entity.stream();
        var codec = codecs.of(entity.category());
        var start =
                snapshots
                        .load(stream, codec.states().schema())
                        .flatMap(saved -> decode(stream, codec.states(), saved))
                        .orElseGet(() ->
                                new Loaded<>(entity.category().evolution().initialState(), 0));
        var loaded = replay(entity, stream, codec.events(), start);
        stats.loaded(
                start.version() > 0, loaded.version() - start.version(), System.nanoTime() - began);
        return loaded;
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
                state =
                        evolution.evolve(
                                state, codec.decode(recorded.data()), recorded.recordedAt());
                version = recorded.version();
            }
            if (page.size() < PAGE_SIZE) {
                return new Loaded<>(state, version);
            }
        }
    }
}
