package dev.rastro.engine.decider;

import dev.rastro.engine.event.Payload;

/** Translates the state of one kind of entity to and from a snapshot. */
public interface StateCodec<S> {

    /**
     * Changes whenever the form of the state does, so that snapshots of an old form are ignored.
     */
    String schema();

    Payload encode(S state);

    S decode(Payload stored);
}
