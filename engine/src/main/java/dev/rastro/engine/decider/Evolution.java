package dev.rastro.engine.decider;

/** How the events of one stream add up to a state. Pure: no clock, no randomness, no I/O. */
public interface Evolution<S, E> {

    S initialState();

    /** Never refuses: the event has already happened. Neither argument is changed. */
    S evolve(S state, E event);
}
