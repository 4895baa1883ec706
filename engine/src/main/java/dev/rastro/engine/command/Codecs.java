package dev.rastro.engine.command;

import dev.rastro.engine.decider.Category;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.decider.StateCodec;

import java.util.HashMap;
import java.util.Map;

/** How each category is stored. Filled once, when the program is wired, then only read. */
public final class Codecs {

    record Pair<S, E>(EventCodec<E> events, StateCodec<S> states) {}

    private final Map<String, Pair<?, ?>> byCategory = new HashMap<>();

    public <S, E> Codecs with(Category<S, E> category, EventCodec<E> events, StateCodec<S> states) {
        if (byCategory.putIfAbsent(category.name(), new Pair<>(events, states)) != null) {
            throw new IllegalArgumentException("two codecs for category " + category.name());
        }
        return this;
    }

    @SuppressWarnings("unchecked") // with() puts in only pairs of the category's own types.
    <S, E> Pair<S, E> of(Category<S, E> category) {
        var pair = byCategory.get(category.name());
        if (pair == null) {
            throw new IllegalArgumentException("no codec for category " + category.name());
        }
        return (Pair<S, E>) pair;
    }
}
