package dev.rastro.engine.command;

import dev.rastro.engine.event.StreamName;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest states that this process knows, least recently used ones forgotten first. Never
 * trusted: every append asserts the versions that it was decided on, so a stale or forgotten slot
 * costs a retry, not correctness.
 */
final class StateCache {

    private static final int SEGMENTS = 16;

    /** The state of one stream; guarded by its own lock. */
    static final class Slot {
        final ReentrantLock lock = new ReentrantLock();

        /** Null until loaded. */
        @Nullable Object state;

        /** Of the newest append that was submitted, durable or not. */
        long version;

        /** The last event of that append; null while the state is as it was loaded. */
        @Nullable UUID lastEvent;

        /** Set when an append that the state is built on has failed. */
        boolean discarded;
    }

    private final Segment[] segments = new Segment[SEGMENTS];

    StateCache(int capacity) {
        for (int i = 0; i < SEGMENTS; i++) {
            segments[i] = new Segment(Math.max(1, capacity / SEGMENTS));
        }
    }

    Slot slot(StreamName stream) {
        var segment = segmentOf(stream);
        synchronized (segment) {
            return segment.slots.computeIfAbsent(stream, name -> new Slot());
        }
    }

    /** Forgets this very slot; a newer one of the same stream stays. */
    void discard(StreamName stream, Slot slot) {
        var segment = segmentOf(stream);
        synchronized (segment) {
            segment.slots.remove(stream, slot);
        }
    }

    private Segment segmentOf(StreamName stream) {
        int hash = stream.hashCode();
        return segments[(hash ^ hash >>> 16) & SEGMENTS - 1];
    }

    private static final class Segment {
        final Map<StreamName, Slot> slots;

        Segment(int capacity) {
            this.slots =
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<StreamName, Slot> eldest) {
                            return size() > capacity;
                        }
                    };
        }
    }
}
