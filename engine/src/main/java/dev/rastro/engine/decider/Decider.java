package dev.rastro.engine.decider;

/**
 * One kind of stateful thing, as pure functions: no clock, no randomness, no I/O. Time and ids come
 * with the command. After Jérémie Chassaing's "Functional Event Sourcing Decider".
 *
 * @param <C> command
 * @param <S> state
 * @param <E> event
 * @param <R> reason for a rejection
 */
public interface Decider<C, S, E, R> extends Evolution<S, E> {

    Decision<E, R> decide(C command, S state);
}
