package dev.rastro.engine.decider;

import java.util.List;
import java.util.function.Function;

/** What a {@link Decider} says to a command. */
public sealed interface Decision<E, R> {

    /** No events means that the command asks for what is already so. */
    record Accepted<E, R>(List<E> events) implements Decision<E, R> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected<E, R>(R reason) implements Decision<E, R> {}

    static <E, R> Decision<E, R> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    static <E, R> Decision<E, R> accept(List<E> events) {
        return new Accepted<>(events);
    }

    static <E, R> Decision<E, R> reject(R reason) {
        return new Rejected<>(reason);
    }

    /** The same decision with other events. */
    default <F> Decision<F, R> map(Function<? super E, ? extends F> convert) {
        return switch (this) {
            case Accepted<E, R>(var events) ->
                    new Accepted<>(events.stream().<F>map(convert).toList());
            case Rejected<E, R>(var reason) -> new Rejected<>(reason);
        };
    }
}
