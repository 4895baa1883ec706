package dev.rastro.bank.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitsTest {

    @Test
    void a_text_may_be_as_long_as_its_limit_and_no_longer() {
        assertThat(Limits.requireText("name", "x".repeat(200), 200)).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requireText("name", "x".repeat(201), 200))
                .withMessage("name is longer than 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void a_blank_text_is_no_name(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requireNonBlank("name", blank, 200));
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.requireId("id", blank));
    }

    @Test
    void text_that_cannot_be_stored_unchanged_is_refused() {
        assertThat(Limits.requireText("name", "Žofie 😀 \u200b", 200)).startsWith("Žofie 😀");
        for (var text :
                List.of("a\0b", "half a pair: \ud83d", "\ud83d half", "\ude00 the other half")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Limits.requireText("name", text, 200));
        }
    }

    @Test
    void metadata_keeps_its_order_and_is_not_changed_from_outside() {
        var given = new LinkedHashMap<String, String>();
        given.put("z", "1");
        given.put("a", "");
        var kept = Limits.requireMetadata(given);
        given.clear();

        assertThat(kept).containsExactly(Map.entry("z", "1"), Map.entry("a", ""));
        assertThat(kept).isUnmodifiable();
    }

    @Test
    void metadata_is_bounded_in_number_and_length() {
        var many = new LinkedHashMap<String, String>();
        for (int i = 0; i < 20; i++) {
            many.put("key" + i, "x".repeat(500));
        }
        assertThat(Limits.requireMetadata(many)).hasSize(20);
        many.put("one too many", "");

        assertThatIllegalArgumentException().isThrownBy(() -> Limits.requireMetadata(many));
        assertRefused("x".repeat(65), "value");
        assertRefused(" ", "value");
        assertRefused("key", "x".repeat(501));
        assertRefused("key", "\0");
    }

    private static void assertRefused(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.requireMetadata(Map.of(key, value)));
    }
}
