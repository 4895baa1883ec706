package dev.rastro.bank.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields; their names know no case. */
public final class Headers {

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Headers(Map<String, List<String>> fields) {
        fields.forEach((name, values) -> this.fields.put(name, List.copyOf(values)));
    }

    public static Headers of(Map<String, List<String>> fields) {
        return new Headers(fields);
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** One value for each time that the field was sent. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    @Override
    public String toString() {
        return fields.keySet().toString().toLowerCase(Locale.ROOT);
    }
}
