package dev.rastro.engine.decider;

import java.time.Instant;

/** How the events of one stream add up to a state. Pure: no clock, no randomness, no I/O. */
public interface Evolution<S, E> {

    S initialState();

    /** Never refuses: the event has already happened. Neither argument is changed. */
    S evolve(S state, E event);

    /**
     * As {@link #evolve(Object, Object)}, for a state that may forget what time has made useless.
     *
     * @param recordedAt when it was; for an event that was just decided on, no later than it will
     *     be. So two states of the same events may differ in what they have forgotten, and must
     *     mean the same.
     */
    default S evolve(S state, E event, Instant recordedAt) {
        return evolve(state, event);
    }
}
