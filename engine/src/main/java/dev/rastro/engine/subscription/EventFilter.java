package dev.rastro.engine.subscription;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Which events a subscription is about. A store may look for them in its own way. */
public sealed interface EventFilter {

    record Everything() implements EventFilter {}

    /** All streams of one category. */
    record OfCategory(String category) implements EventFilter {}

    /** Events of these types, of whatever stream; of no type at all if the set is empty. */
    record OfTypes(Set<String> types) implements EventFilter {
        public OfTypes {
            types = Set.copyOf(types);
        }
    }

    record OfStream(StreamName stream) implements EventFilter {}

    static EventFilter everything() {
        return new Everything();
    }

    static EventFilter category(String category) {
        return new OfCategory(category);
    }

    static EventFilter types(String... types) {
        return new OfTypes(new HashSet<>(Arrays.asList(types)));
    }

    static EventFilter stream(StreamName stream) {
        return new OfStream(stream);
    }

    default boolean matches(RecordedEvent event) {
        return switch (this) {
            case Everything everything -> true;
            case OfCategory(String category) -> event.stream().category().equals(category);
            case OfTypes(Set<String> types) -> types.contains(event.data().type());
            case OfStream(StreamName stream) -> event.stream().equals(stream);
        };
    }
}
