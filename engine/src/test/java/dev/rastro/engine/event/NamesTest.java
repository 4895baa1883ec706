package dev.rastro.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "\ud800", "\udc00", "a\ud83d", "\ude00\ud83d", "\ud83dx"})
    void an_id_that_could_not_be_stored_as_it_is_is_refused(String id) {
        assertThatThrownBy(() -> new StreamName("account", id))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_may_have_a_dash_and_a_category_may_not() {
        assertThat(new StreamName("account", "a-b")).hasToString("account-a-b");
        assertThatThrownBy(() -> new StreamName("a-b", "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whole_surrogate_pairs_are_fine_up_to_the_last_unit() {
        var longest = "😀".repeat(StreamName.LENGTH_MAX / 2);

        assertThat(new StreamName("account", longest).id()).isEqualTo(longest);
        assertThatThrownBy(() -> new StreamName("account", longest + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void streams_are_ordered_by_category_then_id() {
        assertThat(new StreamName("a", "z"))
                .isLessThan(new StreamName("b", "a"))
                .isGreaterThan(new StreamName("a", "y"))
                .isEqualByComparingTo(new StreamName("a", "z"));
    }
}
