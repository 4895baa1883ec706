package dev.rastro.engine.decider;

import dev.rastro.engine.event.StreamName;

/** One member of a category: a handle to its stream, with the types of its state and events. */
public record Entity<S, E>(Category<S, E> category, StreamName stream) {

    public String id() {
        return stream.id();
    }
}
