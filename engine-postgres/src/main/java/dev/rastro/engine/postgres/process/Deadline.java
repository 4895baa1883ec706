package dev.rastro.engine.postgres.process;

import dev.rastro.engine.event.StreamName;

import java.time.Instant;

/**
 * Something is due for a stream.
 *
 * @param version of the event that said so
 */
record Deadline(StreamName stream, long version, Instant due) {}
