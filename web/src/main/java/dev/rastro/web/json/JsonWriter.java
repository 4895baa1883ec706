package dev.rastro.web.json;

import dev.rastro.web.body.Body;

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

    public static Body write(Object value) {
        return Body.of(MAPPER.writeValueAsBytes(value));
    }
}
