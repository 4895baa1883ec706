package dev.rastro.engine.store;

import java.time.Instant;

/**
 * A receipt as the store recorded it.
 *
 * @param position of the last event that the command appended; for a command without events, of the
 *     last event in the log when it was executed
 */
public record RecordedReceipt(Receipt receipt, long position, Instant recordedAt) {}
