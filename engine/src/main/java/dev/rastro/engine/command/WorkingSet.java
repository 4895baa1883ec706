package dev.rastro.engine.command;

import dev.rastro.engine.command.StateCache.Slot;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.SnapshotStore.Snapshot;
import dev.rastro.engine.store.StreamAppend;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The entities of one decision, locked against other decisions of this process from {@link #lock}
 * to {@link #close}. Locks are taken in the order of stream names, so two decisions never wait for
 * each other.
 */
final class WorkingSet implements States, AutoCloseable {

    private final StateCache cache;
    private final Codecs codecs;
    private final TreeMap<StreamName, Member<?, ?>> members = new TreeMap<>();

    private WorkingSet(StateCache cache, Codecs codecs) {
        this.cache = cache;
        this.codecs = codecs;
    }

    static WorkingSet lock(
            Collection<? extends Entity<?, ?>> entities,
            StateCache cache,
            StateLoader loader,
            Codecs codecs) {
        var set = new WorkingSet(cache, codecs);
        entities.forEach(entity -> set.members.put(entity.stream(), new Member<>(entity)));
        try {
            set.members.forEach((stream, member) -> {
                member.slot = set.lockLiveSlot(stream);
                member.load(loader);
            });
            return set;
        } catch (Throwable e) {
            set.close();
            throw e;
        }
    }

    @SuppressWarnings("LockNotBeforeTry") // The lock outlives this method: close() releases it.
    private Slot lockLiveSlot(StreamName stream) {
        while (true) {
            var slot = cache.slot(stream);
            slot.lock.lock();
            if (!slot.discarded) {
                return slot;
            }
            slot.lock.unlock();
            cache.discard(stream, slot);
        }
    }

    @Override
    public <S> S of(Entity<S, ?> entity) {
        return member(entity).state();
    }

    @Override
    public long versionOf(Entity<?, ?> entity) {
        return member(entity).versionBefore;
    }

    <E> void apply(Change<E> change, Instant now) {
        @SuppressWarnings("unchecked") // A member has the types of its entity.
        var member = (Member<?, E>) member(change.entity());
        member.apply(change.event(), now);
    }

    /** One part for every member: also those that were only looked at, for their version. */
    List<StreamAppend> parts(Supplier<UUID> ids, Metadata metadata) {
        var parts = new ArrayList<StreamAppend>(members.size());
        members.forEach((stream, member) -> parts.add(member.part(stream, codecs, ids, metadata)));
        return parts;
    }

    /** Lets the next decisions build on this one. */
    void keep() {
        members.values().forEach(Member::keep);
    }

    /** This decision did not become fact: nothing more shall be built on it. */
    void discard() {
        members.forEach((stream, member) -> {
            var slot = member.slot();
            slot.lock.lock();
            try {
                slot.discarded = true;
            } finally {
                slot.lock.unlock();
            }
            cache.discard(stream, slot);
        });
    }

    void offerSnapshots(Snapshots snapshots) {
        members.values().forEach(member -> member.offerSnapshot(codecs, snapshots));
    }

    /** The states with what was applied; does not change any more. */
    States after() {
        return new After(members);
    }

    private <S> Member<S, ?> member(Entity<S, ?> entity) {
        return cast(members.get(entity.stream()), entity);
    }

    @SuppressWarnings("unchecked") // A stream has one category, and that has one state type.
    private static <S> Member<S, ?> cast(@Nullable Member<?, ?> member, Entity<S, ?> entity) {
        if (member == null) {
            throw new IllegalArgumentException(entity.stream() + " was not named by the decision");
        }
        return (Member<S, ?>) member;
    }

    @Override
    public void close() {
        members.values().forEach(Member::unlock);
    }

    private record After(Map<StreamName, Member<?, ?>> members) implements States {

        @Override
        public <S> S of(Entity<S, ?> entity) {
            return cast(members.get(entity.stream()), entity).state();
        }

        @Override
        public long versionOf(Entity<?, ?> entity) {
            return cast(members.get(entity.stream()), entity).versionAfter();
        }
    }

    private static final class Member<S, E> {
        final Entity<S, E> entity;
        final List<E> applied = new ArrayList<>(1);

        /** Null until it is locked. */
        @Nullable Slot slot;

        @Nullable S state;
        long versionBefore;

        /** Null while the state is as it was loaded: what is in the log stays there. */
        @Nullable UUID lastEvent;

        Member(Entity<S, E> entity) {
            this.entity = entity;
        }

        Slot slot() {
            if (slot == null) {
                throw new IllegalStateException(entity.stream() + " is not locked");
            }
            return slot;
        }

        void unlock() {
            if (slot != null) {
                slot.lock.unlock();
            }
        }

        @SuppressWarnings("unchecked") // A stream has one category, and that has one state type.
        void load(StateLoader loader) {
            var slot = slot();
            if (slot.state == null) {
                var loaded = loader.load(entity);
                slot.state = loaded.state();
                slot.version = loaded.version();
            } else {
                loader.stats().hit();
            }
            state = (S) slot.state;
            versionBefore = slot.version;
            lastEvent = slot.lastEvent;
        }

        S state() {
            if (state == null) {
                throw new IllegalStateException(entity.stream() + " is not loaded");
            }
            return state;
        }

        long versionAfter() {
            return versionBefore + applied.size();
        }

        void apply(E event, Instant now) {
            applied.add(event);
            state = entity.category().evolution().evolve(state(), event, now);
        }

        void keep() {
            slot().state = state;
            slot().version = versionAfter();
            slot().lastEvent = lastEvent;
        }

        StreamAppend part(StreamName stream, Codecs codecs, Supplier<UUID> ids, Metadata metadata) {
            var expected =
                    lastEvent == null
                            ? ExpectedVersion.exactly(versionBefore)
                            : new ExpectedVersion.After(versionBefore, lastEvent);
            var codec = codecs.of(entity.category()).events();
            var events = new ArrayList<EventData>(applied.size());
            for (var event : applied) {
                lastEvent = ids.get();
                events.add(codec.encode(event, lastEvent, metadata));
            }
            return new StreamAppend(stream, expected, events);
        }

        void offerSnapshot(Codecs codecs, Snapshots snapshots) {
            if (snapshots.isDue(versionBefore, versionAfter())) {
                var codec = codecs.of(entity.category()).states();
                var after = state();
                snapshots.offer(
                        entity.stream(),
                        () -> new Snapshot(versionAfter(), codec.schema(), codec.encode(after)));
            }
        }
    }
}
