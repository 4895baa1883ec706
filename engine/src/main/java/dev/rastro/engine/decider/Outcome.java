package dev.rastro.engine.decider;

/** What became of a command that was executed now. */
public sealed interface Outcome<R> {

    /**
     * @param after the entities as they are with the command's events
     */
    record Accepted<R>(States after) implements Outcome<R> {}

    record Rejected<R>(R reason) implements Outcome<R> {}
}
