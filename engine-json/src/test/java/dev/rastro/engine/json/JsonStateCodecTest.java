package dev.rastro.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.Payload;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonStateCodecTest {

    sealed interface Door {
        record Absent() implements Door {}

        record Present(int openings, Mood mood, Lock lock, List<Lock> spares, Set<String> keys)
                implements Door {}
    }

    sealed interface Lock {
        record Simple(@Nullable String maker) implements Lock {}

        record Coded(Map<String, Integer> codes) implements Lock {}
    }

    enum Mood {
        OPEN,
        SHUT
    }

    private final JsonStateCodec<Door> codec = JsonStateCodec.of(Door.class);

    @Test
    void a_state_of_a_sealed_type_comes_back_with_all_its_parts() {
        var state =
                new Door.Present(
                        3,
                        Mood.SHUT,
                        new Lock.Coded(Map.of("a", 1)),
                        List.of(new Lock.Simple(null), new Lock.Simple("x")),
                        Set.of("k", "l"));

        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        assertThat(codec.decode(codec.encode(new Door.Absent()))).isEqualTo(new Door.Absent());
    }

    @Test
    void members_of_a_sealed_type_are_tagged_with_their_simple_names() {
        var state = new Door.Present(3, Mood.SHUT, new Lock.Simple(null), List.of(), Set.of());

        assertThat(codec.encode(state).text())
                .isEqualTo(
                        "{\"Present\":{\"openings\":3,\"mood\":\"SHUT\",\"lock\":{\"Simple\":{}}}}");
    }

    @Test
    void a_record_needs_no_tag() {
        var simple = JsonStateCodec.of(Lock.Coded.class);
        var state = new Lock.Coded(Map.of("b", 2, "a", 1));

        assertThat(simple.decode(simple.encode(state))).isEqualTo(state);
    }

    @Test
    void what_is_no_state_is_refused() {
        for (var json :
                List.of("", "null", "{}", "{\"Present\":{}}", "{\"java.lang.Object\":{}}")) {
            assertThatThrownBy(() -> codec.decode(Payload.ofText(json)))
                    .as(json)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void an_interface_for_everybody_is_no_state() {
        assertThatThrownBy(() -> JsonStateCodec.of(Runnable.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_schema_is_short_and_the_same_every_time() {
        assertThat(codec.schema())
                .matches("[0-9a-f]{16}")
                .isEqualTo(JsonStateCodec.of(Door.class).schema());
    }

    @Test
    void any_change_of_structure_changes_the_schema() {
        var shapes =
                Stream.of(
                        Original.class,
                        Renamed.class,
                        Retyped.class,
                        Reordered.class,
                        Optional.class,
                        Regrouped.class,
                        AnotherConstant.class,
                        AnotherMember.class);

        assertThat(shapes.map(JsonStateCodecTest::structure)).doesNotHaveDuplicates();
        assertThat(structure(Original.class)).isEqualTo(structure(Same.class));
    }

    @Test
    void the_schema_is_the_hash_of_the_structure() {
        assertThat(Fingerprint.of(Original.class)).isNotEqualTo(Fingerprint.of(Same.class));
    }

    /** Without the names of our classes, so that only the structure is compared. */
    private static String structure(Class<?> type) {
        return Fingerprint.structure(type)
                .replaceAll(JsonStateCodecTest.class.getName() + "[$]\\w+(?:[$]\\w+)?", "~");
    }

    record Original(int a, String b, List<Part> parts) {}

    record Same(int a, String b, List<Part> parts) {}

    record Renamed(int renamed, String b, List<Part> parts) {}

    record Retyped(long a, String b, List<Part> parts) {}

    record Reordered(String b, int a, List<Part> parts) {}

    record Optional(int a, @Nullable String b, List<Part> parts) {}

    record Regrouped(int a, String b, Map<String, Part> parts) {}

    record AnotherConstant(int a, String b, List<OtherPart> parts) {}

    record AnotherMember(int a, String b, List<MorePart> parts) {}

    record Part(Mood mood, Choice choice) {}

    record OtherPart(LongerMood mood, Choice choice) {}

    record MorePart(Mood mood, LongerChoice choice) {}

    enum LongerMood {
        OPEN,
        SHUT,
        AJAR
    }

    sealed interface Choice {
        record Yes() implements Choice {}
    }

    sealed interface LongerChoice {
        record Yep() implements LongerChoice {}

        record Nope() implements LongerChoice {}
    }
}
