package dev.rastro.engine.subscription;

import dev.rastro.engine.event.RecordedEvent;

import java.util.List;

/** What a {@link Subscription} is for. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Takes the next events. As long as it does, nothing more is read.
     *
     * @param events in the order of the log; not empty
     * @throws Exception if they were not handled: they will come again
     */
    void handle(List<RecordedEvent> events) throws Exception;

    /** How many events are handed over at once, at most. */
    default int batchMax() {
        return 1_000;
    }
}
