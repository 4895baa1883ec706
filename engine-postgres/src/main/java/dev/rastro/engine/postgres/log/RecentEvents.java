package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.RecordedEvent;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest events of the log, kept in memory for those who follow it closely: they need not read
 * back what was just written. Holds one unbroken run of positions, or nothing.
 */
final class RecentEvents {

    private static final int KEPT_MAX = 8_192;
    private static final int BYTES_MAX = 16 << 20;

    private final RecordedEvent[] ring = new RecordedEvent[KEPT_MAX];
    private long first = 1;
    private long last;
    private long bytes;

    /** Adds what is new; after a gap it begins anew. */
    synchronized void add(List<RecordedEvent> events) {
        for (var event : events) {
            if (event.position() <= last) {
                continue;
            }
            if (event.position() != last + 1) {
                first = event.position();
                bytes = 0;
            }
            last = event.position();
            ring[slot(last)] = event;
            bytes += event.data().payload().size();
            while (last - first >= KEPT_MAX || bytes > BYTES_MAX) {
                bytes -= ring[slot(first)].data().payload().size();
                first++;
            }
        }
    }

    /**
     * @return what follows the position, at most {@code limit}; empty when the database must be
     *     asked
     */
    synchronized List<RecordedEvent> after(long position, int limit) {
        if (position + 1 < first || position >= last) {
            return List.of();
        }
        long end = Math.min(last, position + limit);
        var events = new ArrayList<RecordedEvent>((int) (end - position));
        for (long next = position + 1; next <= end; next++) {
            events.add(ring[slot(next)]);
        }
        return events;
    }

    private static int slot(long position) {
        return (int) (position % KEPT_MAX);
    }
}
