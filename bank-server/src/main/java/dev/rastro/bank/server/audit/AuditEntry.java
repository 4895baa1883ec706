package dev.rastro.bank.server.audit;

import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import java.time.Instant;
import java.util.UUID;

/**
 * One event with all that is known of how it came about.
 *
 * @param stream such as {@code account-42}
 * @param data of the event, as it is stored; the reason is in there, if one was given
 */
public record AuditEntry(
        long position,
        Instant recordedAt,
        String stream,
        long version,
        String type,
        UUID eventId,
        Metadata metadata,
        Payload data) {}
