package dev.rastro.web;

import dev.rastro.web.syntax.PercentEncoding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Every operation that there is, by method and path. */
public final class Routes {

    private final List<Route> routes;
    private final Node root = new Node();
    private final @Nullable Fallback fallback;

    /**
     * What is at paths that no operation has.
     *
     * @param has whether there is something at a path
     * @param tells whether the route says of a path with nothing that there is nothing, as who asks
     *     in this way wants to read it
     */
    public record Fallback(
            Route route, Predicate<String> has, BiPredicate<String, Headers> tells) {}

    private Routes(List<Route> routes, @Nullable Fallback fallback) {
        this.routes = List.copyOf(routes);
        this.fallback = fallback;
        routes.forEach(this::add);
    }

    @SafeVarargs
    public static Routes of(List<Route>... groups) {
        var all = new ArrayList<Route>();
        for (List<Route> group : groups) {
            all.addAll(group);
        }
        return new Routes(all, null);
    }

    /** With pages, at paths that no operation has. */
    public Routes fallback(Fallback pages) {
        return new Routes(routes, pages);
    }

    public Routes each(UnaryOperator<Route> change) {
        return new Routes(routes.stream().map(change).toList(), fallback);
    }

    public List<Route> all() {
        return routes;
    }

    /** Every method that something can be done with, for {@code Allow}. */
    String methods() {
        var methods = new TreeSet<>(List.of("GET", "HEAD", "OPTIONS"));
        routes.forEach(route -> methods.add(route.method()));
        return String.join(", ", methods);
    }

    /** The route for a path, or what can be done about there being none. */
    Match match(String method, String path) {
        List<String> segments = PercentEncoding.decodeSegments(path);
        var parameters = new LinkedHashMap<String, String>();
        Map<String, Route> byMethod =
                root.find(segments, 0, parameters).map(node -> node.byMethod).orElse(Map.of());
        if (byMethod.isEmpty() && fallback != null && fallback.has().test(path)) {
            byMethod = Map.of(fallback.route().method(), fallback.route());
        }
        if (byMethod.isEmpty()) {
            return new Match.NoPath();
        }
        Route route = byMethod.get(method.equals("HEAD") ? "GET" : method);
        return route == null
                ? new Match.NoMethod(allowed(byMethod))
                : new Match.Found(route, parameters);
    }

    /** What says that there is nothing at a path; empty where a problem says it well enough. */
    Optional<Match.Found> missing(String method, String path, Headers headers) {
        return Optional.ofNullable(fallback)
                .filter(it -> method.equals("GET") || method.equals("HEAD"))
                .filter(it -> it.tells().test(path, headers))
                .map(it -> new Match.Found(it.route(), Map.of()));
    }

    private void add(Route route) {
        Node node = root;
        for (String segment : PercentEncoding.decodeSegments(route.template())) {
            node = node.child(segment);
        }
        if (node.byMethod.putIfAbsent(route.method(), route) != null) {
            throw new IllegalArgumentException(
                    "twice: %s %s".formatted(route.method(), route.template()));
        }
    }

    private static String allowed(Map<String, Route> byMethod) {
        var methods = new TreeSet<>(byMethod.keySet());
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    sealed interface Match {
        record Found(Route route, Map<String, String> parameters) implements Match {}

        record NoMethod(String allow) implements Match {}

        record NoPath() implements Match {}
    }

    /** One segment of a path; a literal one wins over a parameter. */
    private static final class Node {

        private final Map<String, Node> literals = new LinkedHashMap<>();
        private @Nullable Parameter parameter;
        private final Map<String, Route> byMethod = new LinkedHashMap<>();

        Node child(String segment) {
            return segment.startsWith("{")
                    ? parameter(segment.substring(1, segment.length() - 1))
                    : literals.computeIfAbsent(segment, name -> new Node());
        }

        private Node parameter(String name) {
            Parameter known = parameter == null ? new Parameter(name, new Node()) : parameter;
            if (!known.name().equals(name)) {
                throw new IllegalArgumentException(
                        "one place in a path, two names: %s, %s".formatted(known.name(), name));
            }
            parameter = known;
            return known.node();
        }

        Optional<Node> find(List<String> segments, int at, Map<String, String> values) {
            if (at == segments.size()) {
                return Optional.of(this);
            }
            String segment = segments.get(at);
            Node literal = literals.get(segment);
            if (literal != null) {
                return literal.find(segments, at + 1, values);
            }
            if (parameter == null || segment.isEmpty()) {
                return Optional.empty();
            }
            values.put(parameter.name(), segment);
            return parameter.node().find(segments, at + 1, values);
        }

        private record Parameter(String name, Node node) {}
    }
}
