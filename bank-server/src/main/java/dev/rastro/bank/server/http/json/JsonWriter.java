package dev.rastro.bank.server.http.json;

import dev.rastro.engine.event.Payload;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers: records and maps with snake_case members, times as RFC 3339 in UTC, nulls as
 * {@code null}, so that a representation always has the same members.
 */
public final class JsonWriter {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private JsonWriter() {}

    public static Payload write(Object value) {
        return Payload.of(MAPPER.writeValueAsBytes(value));
    }
}
