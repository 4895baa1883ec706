package dev.rastro.engine.event;

import java.time.Instant;

/**
 * An event as the store recorded it.
 *
 * @param version its place in the stream; the first is 1, so a stream's version is its number of
 *     events and an absent stream has version 0
 * @param position its place in the whole log; the first is 1, without gaps, in commit order
 * @param recordedAt never before that of an earlier position; microseconds
 */
public record RecordedEvent(
        StreamName stream, long version, long position, Instant recordedAt, EventData data) {}
