package dev.rastro.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonWriterTest {

    private record Sample(
            String ownerName,
            @Nullable String externalId,
            Instant openedAt,
            LocalDate effectiveDate,
            Currency currency,
            Map<String, String> metadata) {}

    @Test
    void members_are_in_snake_case_and_in_order_and_nulls_are_written() {
        var sample =
                new Sample(
                        "Zoë",
                        null,
                        Instant.parse("2026-01-02T03:04:05.678901Z"),
                        LocalDate.of(2026, 2, 28),
                        Currency.getInstance("CZK"),
                        Map.of("keptAsItIs", "x"));

        assertThat(JsonWriter.write(sample).text())
                .isEqualTo(
                        "{\"owner_name\":\"Zoë\",\"external_id\":null,"
                                + "\"opened_at\":\"2026-01-02T03:04:05.678901Z\","
                                + "\"effective_date\":\"2026-02-28\",\"currency\":\"CZK\","
                                + "\"metadata\":{\"keptAsItIs\":\"x\"}}");
    }
}
