package dev.rastro.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.Payload;
import dev.rastro.engine.json.Parcel.Noted;
import dev.rastro.engine.json.Parcel.Sent;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StrictReadingTest {

    private static final String ID = "\"tracking_id\":\"00000000-0000-0007-0000-000000000007\"";

    private final JsonEventCodec<Parcel> codec = Parcel.types().build();

    @Test
    void an_unknown_field_is_ignored_because_a_newer_program_may_have_added_it() {
        assertThat(note("{\"new\":{\"deep\":[1,2]},\"note\":\"x\",\"more\":1}"))
                .isEqualTo(new Noted("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"note\":null}",
                "{\"note\":5}",
                "{\"note\":5.5}",
                "{\"note\":true}",
                "{\"note\":[\"x\"]}",
                "{\"note\":{}}",
                "{\"note\":\"a\",\"note\":\"b\"}",
                "{\"note\":\"a\",\"other\":{\"x\":1,\"x\":2}}",
                "{\"note\":\"a\"} {}",
                "{\"note\":\"a\"",
                "{'note':'a'}",
                "{\"note\":\"a\",}",
                "{\"note\":\"a\"/* comment */}",
                "\"a\"",
                "[]",
                "[{\"note\":\"a\"}]",
                "\"\"",
                "null",
                "5",
                "",
                " "
            })
    void a_payload_that_is_no_note_is_refused(String json) {
        refuses("parcel.noted", json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"to_city\":\"x\"",
                "\"to_city\":\"x\",\"weight_grams\":null",
                "\"to_city\":\"x\",\"weight_grams\":1.9",
                "\"to_city\":\"x\",\"weight_grams\":1.0",
                "\"to_city\":\"x\",\"weight_grams\":\"19\"",
                "\"to_city\":\"x\",\"weight_grams\":\"\"",
                "\"to_city\":\"x\",\"weight_grams\":true",
                "\"to_city\":\"x\",\"weight_grams\":2147483648",
                "\"to_city\":\"x\",\"weight_grams\":1,\"price\":\"1.10\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"price\":\"\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"price\":NaN",
                "\"to_city\":\"x\",\"weight_grams\":1,\"currency\":\"XXXX\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"currency\":\"\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"due_date\":\"1998-02-30\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"due_date\":\"\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"due_date\":[1998,2,3]",
                "\"to_city\":\"x\",\"weight_grams\":1,\"due_date\":10000",
                "\"to_city\":\"x\",\"weight_grams\":1,\"due_date\":\"1998-02-03T10:00:00Z\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"labels\":[]",
                "\"to_city\":\"x\",\"weight_grams\":1,\"labels\":\"\"",
                "\"to_city\":\"x\",\"weight_grams\":1,\"labels\":{\"a\":null}",
                "\"to_city\":\"x\",\"weight_grams\":1,\"labels\":{\"a\":1}",
                "\"to_city\":\"x\",\"weight_grams\":1,\"labels\":{\"a\":\"1\",\"a\":\"2\"}"
            })
    void a_payload_that_is_nearly_a_parcel_is_refused(String fields) {
        refuses("ParcelSent", "{" + ID + "," + fields + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"MEDIUM\"", "\"\"", "\"small\"", "null"})
    void a_constant_is_known_by_its_exact_name(String size) {
        refuses(
                "ParcelDelivered",
                "{\"at\":\"1998-03-01T10:00:00Z\",\"place\":{\"street\":\"x\",\"size\":%s}}"
                        .formatted(size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1.5", "\"\"", "\"1998-03-01\"", "\"0\"", "{}"})
    void an_instant_is_text_in_full(String at) {
        refuses(
                "ParcelDelivered",
                "{\"at\":%s,\"place\":{\"street\":\"x\",\"size\":\"SMALL\"}}".formatted(at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "5", "\"00000000-0000-0007\"", "[]"})
    void a_tracking_id_is_a_whole_uuid(String id) {
        refuses(
                "ParcelSent",
                "{\"tracking_id\":%s,\"to_city\":\"x\",\"weight_grams\":1}".formatted(id));
    }

    @Test
    void nesting_is_read_to_64_levels() {
        assertThat(note(nested(62))).isEqualTo(new Noted("x"));
        refuses("parcel.noted", nested(64));
        refuses("parcel.noted", nested(100_000));
    }

    @Test
    void a_number_of_thousands_of_digits_is_refused() {
        refuses("ParcelSent", withPrice("9".repeat(5_000)));
    }

    @Test
    void only_utf_8_is_read() {
        var json = "{\"note\":\"x\"}";
        assertThatThrownBy(() ->
                        codec.decode(
                                Stored.of(
                                        "parcel.noted",
                                        1,
                                        Payload.of(json.getBytes(StandardCharsets.UTF_16BE)))))
                .isInstanceOf(IllegalStateException.class);
    }

    /** The seed is printed with a failure: put it here to see the failure again. */
    @Test
    void garbage_is_either_an_event_or_refused() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var valid =
                new Sent(
                        Stored.ID,
                        "Brno 😀",
                        1_200,
                        new BigDecimal("12.50"),
                        Currency.getInstance("CZK"),
                        null,
                        Map.of("a", "1", "b", "2"));
        byte[] bytes = codec.encode(valid, Stored.ID, Stored.METADATA).payload().bytes();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            refused += isRefused(mutated(bytes, random), "seed " + seed + ", case " + i) ? 1 : 0;
        }
        assertThat(refused).as("seed " + seed).isBetween(1_000, 19_999);
    }

    private boolean isRefused(byte[] bytes, String where) {
        try {
            assertThat(codec.decode(Stored.of("ParcelSent", 1, Payload.of(bytes))))
                    .as(where)
                    .isInstanceOf(Sent.class);
            return false;
        } catch (IllegalStateException e) {
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError(where, e);
        }
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int change = 0; change <= random.nextInt(3); change++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\":,0\\-.e ".charAt(random.nextInt(13));
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }
        return bytes;
    }

    private Parcel note(String json) {
        return codec.decode(Stored.of("parcel.noted", 1, json));
    }

    private void refuses(String type, String json) {
        assertThatThrownBy(() -> codec.decode(Stored.of(type, 1, json)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(type);
    }

    private static String nested(int depth) {
        return "{\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"note\":\"x\"}";
    }

    private static String withPrice(String price) {
        return "{" + ID + ",\"to_city\":\"x\",\"weight_grams\":1,\"price\":" + price + "}";
    }
}
