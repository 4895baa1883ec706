package dev.rastro.engine.decider;

import dev.rastro.engine.store.RecordedReceipt;

/** What the {@link CommandHandler} did with a command. */
public sealed interface Handled<R> {

    /**
     * Executed now; events and receipt are durable.
     *
     * @param position of the command's last event; without events, of the log when it was executed
     */
    record Done<R>(Outcome<R> outcome, long position) implements Handled<R> {}

    /** Executed before, with the same content: this is what was answered then. */
    record Replayed<R>(RecordedReceipt first) implements Handled<R> {}

    /** Refused: another command used the same idempotency key. */
    record KeyReused<R>(RecordedReceipt first) implements Handled<R> {}

    /** Refused: the caller decided on another version than the entity has. */
    record VersionMismatch<R>(long actualVersion) implements Handled<R> {}
}
