package dev.rastro.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.json.Parcel.Ended;
import dev.rastro.engine.json.Parcel.Noted;
import dev.rastro.engine.json.Parcel.Sent;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonEventCodecTest {

    private final JsonEventCodec<Parcel> codec = Parcel.types().build();

    @Test
    void an_event_is_stored_under_its_registered_name_and_version() {
        assertThat(codec.encode(new Noted("x"), Stored.ID, Stored.METADATA))
                .isEqualTo(
                        new EventData(
                                Stored.ID,
                                "parcel.noted",
                                1,
                                Payload.ofText("{\"note\":\"x\"}"),
                                Stored.METADATA));
    }

    @Test
    void the_registry_can_be_seen() {
        assertThat(codec.types()).containsEntry("ParcelSent", 1).hasSize(5);
    }

    @Test
    void an_unknown_type_is_refused() {
        assertThatThrownBy(() -> codec.decode(Stored.of("ParcelEaten", 1, "{}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ParcelEaten v1")
                .hasMessageContaining("unknown");
    }

    @Test
    void a_class_name_is_not_a_type() {
        assertThatThrownBy(() -> codec.decode(Stored.of(Noted.class.getName(), 1, "{}")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_future_schema_version_is_refused() {
        assertThatThrownBy(() -> codec.decode(Stored.of("parcel.noted", 2, "{\"note\":\"x\"}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer than this program, which knows parcel.noted v1");
    }

    @Test
    void two_classes_for_a_name_are_refused() {
        assertThatThrownBy(() -> Parcel.types().type("ParcelSent", 2, Noted.class).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two classes for ParcelSent");
    }

    @Test
    void two_names_for_a_class_are_refused() {
        assertThatThrownBy(() -> Parcel.types().type("Again", 1, Noted.class).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two names for")
                .hasMessageContaining("Noted");
    }

    @Test
    void every_member_of_a_sealed_family_needs_a_name_however_deep() {
        var incomplete = JsonEventCodec.of(Ended.class).type("ParcelLost", 1, Ended.Lost.class);

        assertThatThrownBy(incomplete::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Delivered has no stored name");
    }

    @Test
    void an_event_is_a_record() {
        assertThatThrownBy(() -> JsonEventCodec.of(Object.class).type("Text", 1, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a record");
    }

    @Test
    void a_class_without_a_name_is_not_written() {
        var open = JsonEventCodec.of(Record.class).type("Noted", 1, Noted.class).build();

        assertThatThrownBy(() -> open.encode(new Ended.Lost(), Stored.ID, Stored.METADATA))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no stored name");
    }

    @Test
    void a_refusal_by_the_records_own_constructor_is_a_refusal() {
        var picky = JsonEventCodec.of(Even.class).type("Even", 1, Even.class).build();

        assertThat(picky.decode(Stored.of("Even", 1, "{\"number\":4}"))).isEqualTo(new Even(4));
        assertThatThrownBy(() -> picky.decode(Stored.of("Even", 1, "{\"number\":3}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("odd");
    }

    @Test
    void adopters_say_how_their_own_values_look() {
        var codec =
                JsonEventCodec.of(Weighed.class, GRAMS).type("Weighed", 1, Weighed.class).build();
        var event = new Weighed(new Grams(5));

        assertThat(Stored.json(codec, event)).isEqualTo("{\"weight\":\"5 g\"}");
        assertThat(codec.decode(Stored.of("Weighed", 1, "{\"weight\":\"5 g\"}"))).isEqualTo(event);
    }

    @Test
    void times_of_every_kind_are_iso_8601() {
        var codec = JsonEventCodec.of(Clocked.class).type("Clocked", 1, Clocked.class).build();
        var zoned = ZonedDateTime.parse("2024-02-29T12:00:00.5+01:00[Europe/Prague]");
        var event =
                new Clocked(
                        zoned.toLocalDateTime(),
                        zoned.toOffsetDateTime(),
                        zoned,
                        zoned.toLocalTime(),
                        Duration.ofSeconds(90, 5),
                        Period.of(1, 2, 3));
        var json =
                "{\"local\":\"2024-02-29T12:00:00.5\","
                        + "\"offset\":\"2024-02-29T12:00:00.5+01:00\","
                        + "\"zoned\":\"2024-02-29T12:00:00.5+01:00[Europe/Prague]\","
                        + "\"time\":\"12:00:00.5\",\"duration\":\"PT1M30.000000005S\","
                        + "\"period\":\"P1Y2M3D\"}";

        assertThat(Stored.json(codec, event)).isEqualTo(json);
        assertThat(codec.decode(Stored.of("Clocked", 1, json))).isEqualTo(event);
    }

    @Test
    void a_records_other_methods_are_not_stored() {
        var codec = JsonEventCodec.of(Grams.class).type("Grams", 1, Grams.class).build();

        assertThat(Stored.json(codec, new Grams(5))).isEqualTo("{\"count\":5}");
    }

    @Test
    void one_codec_serves_many_threads() {
        var event = new Sent(Stored.ID, "x", 1, null, null, null, Map.of("a", "1"));
        var json = Stored.json(codec, event);

        assertThat(IntStream.range(0, 10_000).parallel())
                .allMatch(i ->
                        Stored.json(codec, event).equals(json)
                                && codec.decode(Stored.of("ParcelSent", 1, json)).equals(event));
    }

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("odd");
            }
        }
    }

    record Clocked(
            LocalDateTime local,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            LocalTime time,
            Duration duration,
            Period period) {}

    record Grams(int count) {

        /** Looks like a property, and is none. */
        boolean isHeavy() {
            return count > 1_000;
        }
    }

    record Weighed(Grams weight) {}

    private static final SimpleModule GRAMS =
            new SimpleModule("grams")
                    .addSerializer(new WriteGrams())
                    .addDeserializer(Grams.class, new ReadGrams());

    private static final class WriteGrams extends StdSerializer<Grams> {
        WriteGrams() {
            super(Grams.class);
        }

        @Override
        public void serialize(Grams grams, JsonGenerator out, SerializationContext context) {
            out.writeString(grams.count() + " g");
        }
    }

    private static final class ReadGrams extends StdDeserializer<Grams> {
        ReadGrams() {
            super(Grams.class);
        }

        @Override
        public Grams deserialize(JsonParser in, DeserializationContext context) {
            return new Grams(Integer.parseInt(in.getString().replace(" g", "")));
        }
    }
}
