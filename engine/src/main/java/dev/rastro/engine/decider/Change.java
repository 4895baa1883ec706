package dev.rastro.engine.decider;

/** An event that a decision wants to happen to one of its entities. */
public record Change<E>(Entity<?, E> entity, E event) {}
