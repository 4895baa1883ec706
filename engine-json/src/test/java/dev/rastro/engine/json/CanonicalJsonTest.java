package dev.rastro.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.json.Parcel.Ended.Delivered;
import dev.rastro.engine.json.Parcel.Ended.Lost;
import dev.rastro.engine.json.Parcel.Measured;
import dev.rastro.engine.json.Parcel.Noted;
import dev.rastro.engine.json.Parcel.Place;
import dev.rastro.engine.json.Parcel.Sent;
import dev.rastro.engine.json.Parcel.Size;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CanonicalJsonTest {

    private static final Sent MINIMAL = new Sent(Stored.ID, "Písek", 5, null, null, null, Map.of());

    private final JsonEventCodec<Parcel> codec = Parcel.types().build();

    @Test
    void fields_stand_in_the_records_order_and_maps_by_key() {
        var event =
                new Sent(
                        Stored.ID,
                        "Brno",
                        1_200,
                        new BigDecimal("1E+3"),
                        Currency.getInstance("CZK"),
                        LocalDate.of(1998, 3, 1),
                        Map.of("b", "2", "a", "1", "C", "3"));

        assertThat(Stored.json(codec, event))
                .isEqualTo(
                        "{\"tracking_id\":\"00000000-0000-0007-0000-000000000007\","
                                + "\"to_city\":\"Brno\",\"weight_grams\":1200,\"price\":1000,"
                                + "\"currency\":\"CZK\",\"due_date\":\"1998-03-01\","
                                + "\"labels\":{\"C\":\"3\",\"a\":\"1\",\"b\":\"2\"}}");
    }

    @Test
    void nulls_and_empty_maps_are_left_out_and_read_back() {
        assertThat(Stored.json(codec, MINIMAL))
                .isEqualTo(
                        "{\"tracking_id\":\"00000000-0000-0007-0000-000000000007\","
                                + "\"to_city\":\"Písek\",\"weight_grams\":5}");
        assertThat(roundTrip(MINIMAL)).isEqualTo(MINIMAL);
    }

    @Test
    void an_empty_text_stays_and_an_empty_record_is_an_empty_object() {
        assertThat(Stored.json(codec, new Noted(""))).isEqualTo("{\"note\":\"\"}");
        assertThat(Stored.json(codec, new Lost())).isEqualTo("{}");
        assertThat(roundTrip(new Lost())).isEqualTo(new Lost());
    }

    @Test
    void instants_are_text_and_records_nest() {
        var event =
                new Delivered(
                        Instant.parse("1998-03-01T10:00:00.123456Z"),
                        new Place("Dlouhá 1", null, Size.LARGE));

        assertThat(Stored.json(codec, event))
                .isEqualTo(
                        "{\"at\":\"1998-03-01T10:00:00.123456Z\","
                                + "\"place\":{\"street\":\"Dlouhá 1\",\"size\":\"LARGE\"}}");
        assertThat(roundTrip(event)).isEqualTo(event);
    }

    @Test
    void the_trailing_zeros_of_a_decimal_are_kept() {
        var event = withPrice("1.10");

        assertThat(Stored.json(codec, event)).contains("\"price\":1.10}");
        assertThat(roundTrip(event)).isEqualTo(event);
    }

    @Test
    void the_order_of_a_map_or_a_set_in_memory_does_not_show() {
        var keys = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            keys.add("key" + i * 7919);
        }
        var forwards = maps(keys);
        var backwards = maps(keys.reversed());

        assertThat(List.copyOf(forwards.labels().keySet()))
                .isNotEqualTo(List.copyOf(backwards.labels().keySet()));
        assertThat(Stored.json(codec, forwards)).isEqualTo(Stored.json(codec, backwards));
        assertThat(Stored.json(codec, measured(new LinkedHashSet<>(keys), new TreeMap<>())))
                .isEqualTo(Stored.json(codec, measured(new HashSet<>(keys), new TreeMap<>())));
    }

    @Test
    void a_sorted_map_is_sorted_by_key_whatever_its_comparator() {
        var reversed = new TreeMap<String, Integer>(Comparator.reverseOrder());
        reversed.putAll(Map.of("a", 1, "b", 2));

        assertThat(Stored.json(codec, measured(Set.of(), reversed)))
                .isEqualTo("{\"height\":1.5,\"parts\":{\"a\":1,\"b\":2}}");
        assertThat(roundTrip(measured(Set.of("x"), reversed)))
                .isEqualTo(measured(Set.of("x"), reversed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀 žluťoučký", "\"\\\n\t\u0001\u007f", "\u2028\ufffd\uffff", "𝔘𝔫𝔦"})
    void odd_characters_come_back(String text) {
        assertThat(roundTrip(new Noted(text))).isEqualTo(new Noted(text));
        var labels = new Sent(Stored.ID, "x", 1, null, null, null, Map.of(text, text));
        assertThat(roundTrip(labels)).isEqualTo(labels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul \0", "\0", "half \ud83d", "\ude00 half", "\ud83d\ud83d"})
    void what_cannot_be_stored_is_refused(String text) {
        refuses(new Noted(text));
        refuses(new Noted("x".repeat(10_000) + text));
        refuses(new Sent(Stored.ID, "x", 1, null, null, null, Map.of("key", text)));
        refuses(new Sent(Stored.ID, "x", 1, null, null, null, Map.of(text, "value")));
    }

    @Test
    void text_is_utf_8_and_only_what_must_be_is_escaped() {
        assertThat(Stored.json(codec, new Noted("😀 ž \\u0000 \u0001 \"\n")))
                .isEqualTo("{\"note\":\"😀 ž \\\\u0000 \\u0001 \\\"\\n\"}");
    }

    @Test
    @SuppressWarnings("NullAway") // What the compiler forbids is what is refused here.
    void a_required_component_that_is_null_is_refused() {
        var nothing = new HashMap<String, String>();
        nothing.put("key", null);

        refuses(new Noted(null));
        refuses(new Sent(Stored.ID, "x", 1, null, null, null, nothing));
        refuses(new Measured(1, Arrays.asList("a", null), Set.of(), new TreeMap<>()));
    }

    @Test
    void a_number_that_could_not_be_read_back_is_refused() {
        refuses(new Measured(Double.NaN, List.of(), Set.of(), new TreeMap<>()));
        refuses(new Measured(Double.POSITIVE_INFINITY, List.of(), Set.of(), new TreeMap<>()));
        refuses(withPrice("1E+2000000000"));
        refuses(withPrice("1E-2000000000"));
        refuses(withPrice("1".repeat(1_001)));

        var longest = withPrice("-0." + "1".repeat(498));
        assertThat(roundTrip(longest)).isEqualTo(longest);
    }

    @Test
    void a_mebibyte_comes_back() {
        var event = new Noted("ž😀x\n".repeat(1 << 17));

        assertThat(codec.encode(event, Stored.ID, Stored.METADATA).payload().size())
                .isGreaterThan(1 << 20);
        assertThat(roundTrip(event)).isEqualTo(event);
    }

    private Parcel roundTrip(Parcel event) {
        return codec.decode(codec.encode(event, Stored.ID, Stored.METADATA));
    }

    private void refuses(Parcel event) {
        assertThatThrownBy(() -> codec.encode(event, Stored.ID, Stored.METADATA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be stored");
    }

    private static Sent withPrice(String price) {
        return new Sent(Stored.ID, "x", 1, new BigDecimal(price), null, null, Map.of());
    }

    private static Sent maps(List<String> keys) {
        var labels = new LinkedHashMap<String, String>();
        keys.forEach(key -> labels.put(key, "v"));
        return new Sent(Stored.ID, "x", 1, null, null, null, labels);
    }

    private static Measured measured(Set<String> stops, SortedMap<String, Integer> parts) {
        return new Measured(1.5, List.of(), stops, parts);
    }
}
