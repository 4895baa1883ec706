package dev.rastro.engine.subscription;

import dev.rastro.engine.event.RecordedEvent;

import java.util.ArrayList;
import java.util.List;

/**
 * The log as a {@link Subscription} reads it. A store that implements it passes {@code
 * EventSourceContract} and {@code SubscriptionContract} of the testkit.
 */
public interface EventSource {

    /** How many events are looked at in memory for one page. */
    int LOOKED_AT_MAX = 1_000;

    /**
     * What was found on a stretch of the log.
     *
     * @param events those that match, in the order of the log
     * @param upTo all that match up to this position are among them; not below the position that
     *     was asked for
     */
    record Page(List<RecordedEvent> events, long upTo) {

        public Page {
            events = List.copyOf(events);
        }

        /**
         * @param next what comes after the position, whether it matches or not
         */
        public static Page of(
                EventFilter filter, long afterPosition, List<RecordedEvent> next, int limit) {
            var matching = new ArrayList<RecordedEvent>();
            long upTo = afterPosition;
            for (var event : next) {
                if (matching.size() == limit) {
                    break;
                }
                if (filter.matches(event)) {
                    matching.add(event);
                }
                upTo = event.position();
            }
            return new Page(matching, upTo);
        }
    }

    /** As {@link dev.rastro.engine.store.EventStore#readAll}. */
    List<RecordedEvent> readAll(long afterPosition, int limit);

    /**
     * Looks for events after a position. Where there are few to be found, a page may end before it
     * is full: it is the end of the log only if it ends where it began.
     *
     * @param limit most events of the page; at least 1
     */
    default Page read(EventFilter filter, long afterPosition, int limit) {
        var next = readAll(afterPosition, Math.max(limit, LOOKED_AT_MAX));
        return Page.of(filter, afterPosition, next, limit);
    }

    /** As {@link dev.rastro.engine.store.EventStore#lastPosition}. */
    long lastPosition();

    /**
     * Where the log ends, as far as it is known here: grows soon after every commit, whoever made
     * it, and never before what is committed can be read.
     */
    PositionSignal committed();
}
