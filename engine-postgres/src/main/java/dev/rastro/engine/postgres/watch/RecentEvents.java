package dev.rastro.engine.postgres.watch;

import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The newest events of the log, kept in memory for those who follow it closely: they need not read
 * back what was just written. Holds one unbroken run of positions, or nothing.
 */
public final class RecentEvents {

    private static final int KEPT_MAX = 8_192;
    private static final int BYTES_MAX = 16 << 20;

    /** Nothing stands outside of what is kept, so that it can be forgotten. */
    private final @Nullable RecordedEvent[] ring = new @Nullable RecordedEvent[KEPT_MAX];

    private long first = 1;
    private long last;
    private long bytes;

    /** Adds what is new; after a gap it begins anew. */
    public synchronized void add(List<RecordedEvent> events) {
        for (var event : events) {
            if (event.position() <= last) {
                continue;
            }
            if (event.position() != last + 1) {
                Arrays.fill(ring, null);
                first = event.position();
                bytes = 0;
            } else if (event.position() - first == KEPT_MAX) {
                dropFirst();
            }
            last = event.position();
            ring[slot(last)] = event;
            bytes += event.data().payload().size();
            while (bytes > BYTES_MAX) {
                dropFirst();
            }
        }
    }

    private void dropFirst() {
        bytes -= at(first).data().payload().size();
        ring[slot(first)] = null;
        first++;
    }

    /**
     * @return what follows the position, at most {@code limit}; empty when the database must be
     *     queried
     */
    public synchronized List<RecordedEvent> after(long position, int limit) {
        if (position + 1 < first || position >= last) {
            return List.of();
        }
        long end = Math.min(last, position + limit);
        var events = new ArrayList<RecordedEvent>((int) (end - position));
        for (long next = position + 1; next <= end; next++) {
            events.add(at(next));
        }
        return events;
    }

    private RecordedEvent at(long position) {
        return Objects.requireNonNull(ring[slot(position)]);
    }

    private static int slot(long position) {
        return (int) (position % KEPT_MAX);
    }
}
