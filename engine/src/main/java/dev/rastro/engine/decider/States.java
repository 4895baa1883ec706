package dev.rastro.engine.decider;

/** The states of the entities that a decision named. */
public interface States {

    /**
     * @throws IllegalArgumentException if the decision did not name this entity
     */
    <S> S of(Entity<S, ?> entity);

    /** The version of the entity's stream; 0 if it has no events. */
    long versionOf(Entity<?, ?> entity);
}
