package dev.rastro.engine.process;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.subscription.EventFilter;

/**
 * Turns events into commands, at once or when a deadline has come.
 *
 * <p>Deadlines are facts: an event sets the timer of its stream, a later one resets it or switches
 * it off. Which are pending is derived from the log, so none can be lost.
 *
 * <p>After a crash, or when two nodes do the same, a reaction is done again. It has its effect once
 * all the same, if every command carries the context that {@link Cause#command} makes. A command
 * that the rules refuse was answered; only an exception, which stands for trouble, makes the runner
 * try again, after ever longer pauses.
 */
public interface ProcessManager {

    /** Names the process for ever; lower case letters, digits and underscores. */
    String name();

    /** To be raised whenever {@link #timer} changes: the deadlines are then derived anew. */
    int version();

    /** What the event says about the deadline of its stream. Pure. */
    Timer timer(RecordedEvent event);

    /** The events that {@link #react} gets. */
    EventFilter reactsTo();

    /** Sends what follows from the event. Events come one by one, in the order of the log. */
    void react(RecordedEvent event, Cause cause);

    /**
     * Sends what is due. Deadlines come in the order of their time; those of the same time come on
     * several threads.
     *
     * @param event that set the timer
     */
    void due(RecordedEvent event, Cause cause);
}
