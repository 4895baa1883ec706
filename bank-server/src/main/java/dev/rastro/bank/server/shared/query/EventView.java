package dev.rastro.bank.server.shared.query;

import dev.rastro.engine.event.RecordedEvent;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.UUID;

/** An event as clients see it; the components are the members of the JSON. */
public record EventView(
        UUID eventId,
        String type,
        int schemaVersion,
        String stream,
        long version,
        long position,
        Instant recordedAt,
        JsonNode data,
        MetadataView metadata) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public record MetadataView(UUID correlationId, UUID causationId, String actor) {}

    /** The event as it is stored, its data included. */
    public static EventView of(RecordedEvent event) {
        var data = event.data();
        var metadata = data.metadata();
        return new EventView(
                data.id(),
                data.type(),
                data.schemaVersion(),
                event.stream().toString(),
                event.version(),
                event.position(),
                event.recordedAt(),
                MAPPER.readTree(data.payload().bytes()),
                new MetadataView(
                        metadata.correlationId(), metadata.causationId(), metadata.actor()));
    }
}
