package dev.rastro.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.EventData;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UpcasterTest {

    record Priced(String product, BigDecimal price, String currency) {}

    /** Version 1 had {@code name} for {@code product}, version 2 no {@code currency}. */
    private static final Upcaster FIRST = Upcaster.of("Priced", 1, UpcasterTest::nameToProduct);

    private static final Upcaster SECOND =
            Upcaster.of("Priced", 2, tree -> tree.put("currency", "CZK"));

    private final JsonEventCodec<Priced> codec = types(3).upcast(SECOND).upcast(FIRST).build();

    @Test
    void every_older_version_is_brought_up_step_by_step() {
        var expected = new Priced("tea", new BigDecimal("1.10"), "CZK");

        assertThat(codec.decode(Stored.of("Priced", 1, "{\"name\":\"tea\",\"price\":1.10}")))
                .isEqualTo(expected);
        assertThat(codec.decode(Stored.of("Priced", 2, "{\"product\":\"tea\",\"price\":1.10}")))
                .isEqualTo(expected);
        assertThat(codec.decode(codec.encode(expected, Stored.ID, Stored.METADATA)))
                .isEqualTo(expected);
    }

    @Test
    void a_renamed_type_keeps_counting() {
        var renamed =
                JsonEventCodec.of(Priced.class)
                        .type("ProductPriced", 4, Priced.class)
                        .upcast(FIRST)
                        .upcast(SECOND)
                        .upcast(Upcaster.rename("Priced", 3, "ProductPriced"))
                        .build();

        assertThat(renamed.decode(Stored.of("Priced", 1, "{\"name\":\"tea\",\"price\":1.10}")))
                .isEqualTo(new Priced("tea", new BigDecimal("1.10"), "CZK"));
        assertThat(
                        renamed.encode(
                                        new Priced("tea", BigDecimal.ONE, "CZK"),
                                        Stored.ID,
                                        Stored.METADATA)
                                .schemaVersion())
                .isEqualTo(4);
        refuses(renamed, Stored.of("ProductPriced", 1, "{}"));
    }

    @Test
    void what_an_upcaster_cannot_bring_up_is_refused() {
        refuses(codec, Stored.of("Priced", 1, "{\"price\":1.10}"));
        refuses(codec, Stored.of("Priced", 2, "{\"product\":\"tea\"}"));
        refuses(codec, Stored.of("Priced", 2, "[]"));
        refuses(codec, Stored.of("Priced", 2, "null"));
        refuses(codec, Stored.of("Priced", 2, ""));
        refuses(codec, Stored.of("Priced", 2, "{\"product\":\"tea\",\"price\":\"1.10\"}"));
        refuses(codec, Stored.of("Priced", 2, "{\"product\":\"a\",\"product\":\"b\",\"price\":1}"));
        refuses(codec, Stored.of("Priced", 4, "{\"product\":\"tea\",\"price\":1.10}"));
    }

    @Test
    void a_missing_link_is_refused_at_once() {
        refuses(types(3).upcast(SECOND), "no upcaster from version 1 to Priced v2");
        refuses(types(3).upcast(FIRST), "no upcaster from version 2 to Priced v3");
        refuses(types(2), "no upcaster from version 1 to Priced v2");
    }

    @Test
    void an_upcaster_that_leads_nowhere_is_refused() {
        refuses(
                types(1).upcast(Upcaster.rename("Old", 1, "Other")),
                "no upcaster from Other v2, which Old v1 becomes");
    }

    @Test
    void two_upcasters_from_one_form_or_from_a_current_form_are_refused() {
        refuses(types(2).upcast(FIRST).upcast(FIRST), "two upcasters from Priced v1");
        refuses(types(1).upcast(FIRST), "Priced v1 is current and has an upcaster");
    }

    private static JsonEventCodec.Builder<Priced> types(int version) {
        return JsonEventCodec.of(Priced.class).type("Priced", version, Priced.class);
    }

    private static ObjectNode nameToProduct(ObjectNode tree) {
        tree.set("product", tree.required("name"));
        tree.remove("name");
        return tree;
    }

    private static void refuses(JsonEventCodec.Builder<?> builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void refuses(JsonEventCodec<?> codec, EventData stored) {
        assertThatThrownBy(() -> codec.decode(stored)).isInstanceOf(IllegalStateException.class);
    }
}
