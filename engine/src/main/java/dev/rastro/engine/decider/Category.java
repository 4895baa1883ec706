package dev.rastro.engine.decider;

import dev.rastro.engine.event.StreamName;

/**
 * One kind of stream: the category in its name, and how its events become a state. How they are
 * stored is for {@code Codecs} to say.
 */
public record Category<S, E>(String name, Evolution<S, E> evolution) {

    public Entity<S, E> entity(String id) {
        return new Entity<>(this, new StreamName(name, id));
    }
}
