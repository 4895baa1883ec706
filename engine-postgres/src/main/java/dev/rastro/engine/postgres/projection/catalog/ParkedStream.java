package dev.rastro.engine.postgres.projection.catalog;

import dev.rastro.engine.event.StreamName;

import java.time.Instant;

/**
 * A stream that a projection has set aside, because it could not apply one of its events.
 *
 * @param firstVersion of the event that could not be applied; it and all later ones wait
 * @param attempts how often it was tried
 */
public record ParkedStream(
        StreamName stream,
        long firstVersion,
        long firstPosition,
        String reason,
        int attempts,
        Instant parkedAt) {}
