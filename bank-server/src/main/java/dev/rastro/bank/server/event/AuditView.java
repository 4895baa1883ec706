package dev.rastro.bank.server.event;

import dev.rastro.engine.event.Payload;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
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
        @Nullable String name,
        @Nullable JsonNode amount,
        @Nullable CounterpartyView counterparty,
        @Nullable String reason,
        UUID eventId,
        UUID correlationId,
        UUID causationId) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * @param ownerName as it was when the money moved; null in the oldest transfers
     */
    record CounterpartyView(String accountId, @Nullable String ownerName) {}

    /** Members in which events of any type say how much they moved, or promised to. */
    private static final List<String> AMOUNTS = List.of("amount", "initial_deposit");

    /** Members in which events of any type say why. */
    private static final List<String> REASONS = List.of("reason", "description");

    static AuditView of(AuditEntry entry) {
        var metadata = entry.metadata();
        var data = data(entry.data());
        return new AuditView(
                entry.position(),
                entry.recordedAt(),
                metadata.actor(),
                entry.type(),
                entry.stream(),
                entry.version(),
                entry.name(),
                amount(data),
                counterparty(data.path("counterparty")),
                reason(data),
                entry.eventId(),
                metadata.correlationId(),
                metadata.causationId());
    }

    /** An event that cannot be read did happen, and must not hide the others. */
    private static JsonNode data(Payload data) {
        try {
            return MAPPER.readTree(data.bytes());
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    private static @Nullable String reason(JsonNode data) {
        return REASONS.stream()
                .map(name -> data.path(name).asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable JsonNode amount(JsonNode data) {
        return AMOUNTS.stream()
                .map(data::path)
                .filter(money -> money.has("amount") && money.has("currency"))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable CounterpartyView counterparty(JsonNode data) {
        return data.has("account_id")
                ? new CounterpartyView(
                        data.path("account_id").asString(""),
                        data.path("owner_name").asStringOpt().orElse(null))
                : null;
    }
}
