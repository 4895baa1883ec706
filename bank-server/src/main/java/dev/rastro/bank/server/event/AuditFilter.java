package dev.rastro.bank.server.event;

import dev.rastro.engine.event.StreamName;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * Which events to list; null leaves a filter out.
 *
 * @param from the first recorded time
 * @param until the first recorded time that is no longer listed
 */
record AuditFilter(
        @Nullable String actor,
        @Nullable String type,
        @Nullable String category,
        @Nullable StreamName stream,
        @Nullable UUID correlationId,
        @Nullable Instant from,
        @Nullable Instant until) {}
