package dev.rastro.engine.command;

import dev.rastro.engine.decider.States;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.store.RecordedReceipt;

import java.util.Optional;

/** What the {@link CommandHandler} did with a command. */
public sealed interface Handled<R> {

    /**
     * Executed now; events and receipt are durable.
     *
     * @param after the entities as they are with the command's events
     * @param position of the command's last event; without events, of the log when it was executed
     * @param answer as it is remembered; empty for a command without an idempotency key
     */
    record Accepted<R>(States after, long position, Optional<Payload> answer)
            implements Handled<R> {}

    /**
     * Refused by the rules, on a state that is durable.
     *
     * @param position of the log when it was refused
     * @param answer as it is remembered; empty for a command without an idempotency key
     */
    record Rejected<R>(R reason, long position, Optional<Payload> answer) implements Handled<R> {}

    /** Executed before, with the same content: this is what was answered then. */
    record Replayed<R>(RecordedReceipt first) implements Handled<R> {}

    /** Refused: another command used the same idempotency key. */
    record KeyReused<R>(RecordedReceipt first) implements Handled<R> {}

    /** Refused: the caller decided on another version than the entity has. */
    record VersionMismatch<R>(long actualVersion) implements Handled<R> {}
}
