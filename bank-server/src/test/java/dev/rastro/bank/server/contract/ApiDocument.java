package dev.rastro.bank.server.contract;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An OpenAPI document, and the ways through it. */
final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * One method at one path.
     *
     * @param path what the paths look like that it stands for
     */
    record Operation(String method, String template, Pattern path, JsonNode node) {

        String name() {
            return method + " " + template;
        }

        boolean serves(Answer answer) {
            // HEAD is answered wherever GET is.
            var asked = answer.method().equals("HEAD") ? "GET" : answer.method();
            return method.equals(asked) && path.matcher(answer.path()).matches();
        }

        Set<String> statuses() {
            return new TreeSet<>(node.get("responses").propertyNames());
        }
    }

    private ApiDocument(JsonNode root) {
        this.root = root;
        root.get("paths").properties().forEach(path -> addOperations(path.getKey()));
    }

    static ApiDocument parse(String yaml) {
        return new ApiDocument(MAPPER.readTree(yaml));
    }

    private void addOperations(String template) {
        var pattern = Pattern.compile(template.replaceAll("\\{[a-z_]+}", "[^/]+"));
        for (var member : root.get("paths").get(template).properties()) {
            if (METHODS.contains(member.getKey())) {
                var method = member.getKey().toUpperCase(Locale.ROOT);
                operations.add(new Operation(method, template, pattern, member.getValue()));
            }
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        return operations;
    }

    /** The one with the least variable path of those that fit. */
    Optional<Operation> operation(Answer answer) {
        return operations.stream().filter(operation -> operation.serves(answer)).findFirst();
    }

    /** The thing itself, or the one that it refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    /** The types that a value of the schema may have. */
    static Set<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isString() ? new TreeSet<>(Set.of(type.stringValue())) : texts(type);
    }

    JsonNode schema(String name) {
        return root.at("/components/schemas/" + name);
    }

    Set<String> constants(String schema) {
        return texts(schema(schema).get("enum"));
    }

    /** Codes that may come with this status before an operation is reached. */
    Set<String> codesOutside(int status) {
        return texts(root.at("/x-problem-codes/" + status));
    }

    static Set<String> texts(JsonNode array) {
        var texts = new TreeSet<String>();
        array.forEach(node -> texts.add(node.stringValue()));
        return texts;
    }
}
