package dev.rastro.engine.store;

import dev.rastro.engine.event.StreamName;

import java.util.List;

/**
 * The outcome of an append. A lost race is an everyday outcome, so it is a value, not an exception.
 */
public sealed interface AppendResult {

    /**
     * Durable.
     *
     * @param position of the last event appended; of the last event in the log when there was none.
     *     The events of one append stand side by side in the log
     * @param versions of each part's stream after the append, in the order of the parts
     */
    record Appended(long position, List<Long> versions) implements AppendResult {
        public Appended {
            versions = List.copyOf(versions);
        }
    }

    /** Nothing was written: {@code stream} had another version than expected. */
    record Conflict(StreamName stream, long actualVersion) implements AppendResult {}

    /**
     * Nothing was written: a command with the same key was executed before. This takes precedence
     * over a conflict.
     */
    record Duplicate(RecordedReceipt recorded) implements AppendResult {}
}
