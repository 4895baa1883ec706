package dev.rastro.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Header fields; their names know no case. */
public final class Headers {

    private final Function<String, List<String>> valuesOf;

    /**
     * @param valuesOf finds the values of a name, in whatever case it was sent
     */
    Headers(Function<String, List<String>> valuesOf) {
        this.valuesOf = valuesOf;
    }

    public static Headers of(Map<String, List<String>> fields) {
        var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(fields);
        return new Headers(name -> byName.getOrDefault(name, List.of()));
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** One value for each time that the field was sent. */
    public List<String> all(String name) {
        return valuesOf.apply(name);
    }
}
