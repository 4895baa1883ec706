package dev.rastro.engine.json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** A family of events with every kind of value. */
sealed interface Parcel {

    record Sent(
            UUID trackingId,
            String toCity,
            int weightGrams,
            @Nullable BigDecimal price,
            @Nullable Currency currency,
            @Nullable LocalDate dueDate,
            Map<String, String> labels)
            implements Parcel {}

    record Noted(String note) implements Parcel {}

    sealed interface Ended extends Parcel {
        record Delivered(Instant at, Place place) implements Ended {}

        record Lost() implements Ended {}
    }

    record Measured(
            double height,
            List<@Nullable String> marks,
            Set<String> stops,
            SortedMap<String, Integer> parts)
            implements Parcel {}

    record Place(String street, @Nullable String door, Size size) {}

    enum Size {
        SMALL,
        LARGE
    }

    static JsonEventCodec.Builder<Parcel> types() {
        return JsonEventCodec.of(Parcel.class)
                .type("ParcelSent", 1, Sent.class)
                .type("parcel.noted", 1, Noted.class)
                .type("ParcelDelivered", 1, Ended.Delivered.class)
                .type("ParcelLost", 1, Ended.Lost.class)
                .type("ParcelMeasured", 1, Measured.class);
    }
}
