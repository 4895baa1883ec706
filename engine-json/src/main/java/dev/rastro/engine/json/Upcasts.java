package dev.rastro.engine.json;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Every old form that can be read, with the steps from it to a current one. */
final class Upcasts {

    record Chain(String type, List<UnaryOperator<ObjectNode>> steps) {

        ObjectNode apply(ObjectNode tree) {
            ObjectNode result = tree;
            for (var step : steps) {
                result = step.apply(result);
            }
            return result;
        }
    }

    private final Map<Form, Chain> chains = new HashMap<>();

    Upcasts(Set<Form> current, List<Upcaster> upcasters) {
        var links = new HashMap<Form, Upcaster>();
        for (var upcaster : upcasters) {
            if (links.putIfAbsent(upcaster.from(), upcaster) != null) {
                throw new IllegalArgumentException("two upcasters from " + upcaster.from());
            }
        }
        requireEveryOlderForm(current, links);
        for (var form : links.keySet()) {
            chains.put(form, chain(form, current, links));
        }
    }

    Optional<Chain> from(Form form) {
        return Optional.ofNullable(chains.get(form));
    }

    private static void requireEveryOlderForm(Set<Form> current, Map<Form, Upcaster> links) {
        var reached = new HashSet<Form>();
        links.values().forEach(link -> reached.add(link.to()));
        var forms = new HashSet<>(current);
        forms.addAll(links.keySet());
        for (var form : forms) {
            if (form.version() > 1 && !reached.contains(form)) {
                throw new IllegalArgumentException(
                        "no upcaster from version %d to %s".formatted(form.version() - 1, form));
            }
        }
    }

    private static Chain chain(Form start, Set<Form> current, Map<Form, Upcaster> links) {
        if (current.contains(start)) {
            throw new IllegalArgumentException(start + " is current and has an upcaster");
        }
        var steps = new ArrayList<UnaryOperator<ObjectNode>>();
        var form = start;
        while (!current.contains(form)) {
            var link = links.get(form);
            if (link == null) {
                throw new IllegalArgumentException(
                        "no upcaster from %s, which %s becomes".formatted(form, start));
            }
            steps.add(link.change());
            form = link.to();
        }
        return new Chain(form.type(), List.copyOf(steps));
    }
}
