package dev.rastro.bank.server.event;

import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * One event with all that is known of how it came about.
 *
 * @param stream such as {@code account-42}
 * @param data of the event, as it is stored; the reason is in there, if one was given
 * @param name of whom the stream is about, as far as the other read models know: the owner of the
 *     account, the customer, or the payer of the standing order
 */
record AuditEntry(
        long position,
        Instant recordedAt,
        String stream,
        long version,
        String type,
        UUID eventId,
        Metadata metadata,
        Payload data,
        @Nullable String name) {}
