package dev.rastro.engine.json;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The concrete classes of a sealed type, at any depth. */
final class Families {

    private Families() {}

    /** Empty for a type that is not sealed: nobody knows who implements it. */
    static Set<Class<?>> members(Class<?> family) {
        return family.isSealed() ? concrete(family).collect(Collectors.toSet()) : Set.of();
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Families::concrete)
                : Stream.of(type);
    }
}
