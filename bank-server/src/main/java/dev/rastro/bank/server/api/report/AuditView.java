package dev.rastro.bank.server.api.report;

import dev.rastro.bank.server.audit.AuditEntry;
import dev.rastro.engine.event.Payload;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happened, as clients see it; the components are the members of the JSON. */
record AuditView(
        long position,
        Instant recordedAt,
        String actor,
        String type,
        String stream,
        long version,
        @Nullable String reason,
        UUID eventId,
        UUID correlationId,
        UUID causationId) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Members in which events of any type say why. */
    private static final List<String> REASONS = List.of("reason", "description");

    static AuditView of(AuditEntry entry) {
        var metadata = entry.metadata();
        return new AuditView(
                entry.position(),
                entry.recordedAt(),
                metadata.actor(),
                entry.type(),
                entry.stream(),
                entry.version(),
                reason(entry.data()),
                entry.eventId(),
                metadata.correlationId(),
                metadata.causationId());
    }

    /** An event that cannot be read did happen, and must not hide the others. */
    private static @Nullable String reason(Payload data) {
        try {
            var members = MAPPER.readTree(data.bytes());
            return REASONS.stream()
                    .map(name -> members.path(name).asString(""))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse(null);
        } catch (JacksonException e) {
            return null;
        }
    }
}
