package dev.rastro.bank.server.contract;

import dev.rastro.bank.server.contract.ApiDocument.Operation;
import dev.rastro.bank.server.contract.Ledger.Command;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests with a value at a limit that the document states, or beyond it. */
final class LimitRows {

    /**
     * Of an id in a path there is nothing to be refused, only nothing to be found; a request
     * without a good X-Request-Id gets another; and Last-Event-ID is for streams, which do not end.
     */
    private static final Set<String> WITHOUT_REFUSAL = Set.of("X-Request-Id", "Last-Event-ID");

    private final ApiDocument document;
    private final Ledger ledger;
    private final List<LimitRow> rows = new ArrayList<>();

    private LimitRows(ApiDocument document, Ledger ledger) {
        this.document = document;
        this.ledger = ledger;
    }

    static List<LimitRow> of(ApiDocument document, Ledger ledger) {
        var table = new LimitRows(document, ledger);
        table.addBodies();
        table.addParameters();
        return table.rows;
    }

    private void addBodies() {
        var commands = new ArrayList<>(ledger.commands());
        commands.add(
                new Command(
                        "/api/v1/admin/projections/accounts/skip-parked",
                        List.of("\"stream\": \"a-1\"", "\"version\": 1", "\"reason\": \"A\""),
                        3,
                        "projection"));
        for (var command : commands) {
            var operation =
                    document.operation(new Answer("POST", command.path(), 0, Map.of(), ""))
                            .orElseThrow();
            var schema = operation.node().at("/requestBody/content/application~1json/schema");
            for (var property : document.resolve(schema).get("properties").properties()) {
                addProperty(command, property.getKey(), document.resolve(property.getValue()));
            }
        }
    }

    private void addProperty(Command command, String name, JsonNode schema) {
        // An owner is one or the other.
        var base =
                name.equals("customer_id")
                        ? new Command(command.path(), List.of(), 0, command.thing())
                        : command;
        if (schema.has("properties")) {
            for (var member : schema.get("properties").properties()) {
                var inner = document.resolve(member.getValue());
                addValues(
                        inner,
                        (json, beyond) -> {
                            var object =
                                    "{\"city\": \"B\", \"%s\": %s}"
                                            .formatted(member.getKey(), json);
                            if (member.getKey().equals("city")) {
                                object = "{\"city\": %s}".formatted(json);
                            }
                            add(base, name, object, "/" + name + "/" + member.getKey(), beyond);
                        });
            }
        } else if (ApiDocument.types(schema).contains("object")) {
            addMap(base, name, schema);
        } else {
            addValues(schema, (json, beyond) -> add(base, name, json, "/" + name, beyond));
        }
    }

    private interface Sink {
        void take(String json, boolean beyond);
    }

    private static void addValues(JsonNode schema, Sink sink) {
        if (!schema.has("maxLength") && !schema.has("maximum")) {
            return; // One of a few words.
        }
        sink.take(json(schema, BoundaryValues.highest(schema)), false);
        sink.take(json(schema, BoundaryValues.above(schema)), true);
        BoundaryValues.below(schema)
                .ifPresent(less -> {
                    sink.take(json(schema, BoundaryValues.lowest(schema)), false);
                    sink.take(json(schema, less), true);
                });
    }

    private static String json(JsonNode schema, String value) {
        return BoundaryValues.isNumber(schema) ? value : "\"" + value + "\"";
    }

    private void addMap(Command command, String name, JsonNode schema) {
        var place = "/" + name;
        int sizeMax = schema.get("maxProperties").intValue();
        add(command, name, map(sizeMax), place, false);
        add(command, name, map(sizeMax + 1), place, true);
        addValues(
                schema.get("propertyNames"),
                (key, beyond) -> add(command, name, "{%s: \"x\"}".formatted(key), place, beyond));
        addValues(
                schema.get("additionalProperties"),
                (value, beyond) ->
                        add(command, name, "{\"x\": %s}".formatted(value), place, beyond));
    }

    private static String map(int size) {
        return IntStream.range(0, size)
                .mapToObj("\"%d\": \"x\""::formatted)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private void add(Command command, String name, String json, String place, boolean beyond) {
        var request = WrongRequest.post(command.path(), command.bodyWith(name, json), "");
        rows.add(new LimitRow(request.as(name + " " + json), place, beyond));
    }

    private void addParameters() {
        var seen = new HashSet<String>();
        for (var operation : document.operations()) {
            for (var reference : operation.node().path("parameters")) {
                var parameter = document.resolve(reference);
                var schema = document.resolve(parameter.get("schema"));
                var name = parameter.get("name").stringValue();
                // The same one is read by the same code wherever it is.
                if (seen.add(name + schema) && !WITHOUT_REFUSAL.contains(name)) {
                    addParameter(operation, parameter, schema);
                }
            }
        }
    }

    private void addParameter(Operation operation, JsonNode parameter, JsonNode schema) {
        var name = parameter.get("name").stringValue();
        boolean inHeader = parameter.get("in").stringValue().equals("header");
        addValues(
                schema,
                (json, beyond) -> {
                    // What a cursor is only the server knows; nobody else's is one.
                    if (!name.equals("cursor") || beyond) {
                        var value = BoundaryValues.isNumber(schema) ? json : unquoted(json);
                        var query =
                                "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
                        var path = pathOf(operation) + (inHeader ? "" : query);
                        var request =
                                operation.method().equals("GET")
                                        ? WrongRequest.get(path, "")
                                        : WrongRequest.post(path, bodyOf(operation), "");
                        rows.add(
                                new LimitRow(
                                        (inHeader ? request.header(name, value) : request)
                                                .as(name + " " + value),
                                        name,
                                        beyond));
                    }
                });
    }

    private static String unquoted(String json) {
        return json.substring(1, json.length() - 1);
    }

    private String pathOf(Operation operation) {
        return operation
                .template()
                .replace("{account_id}", ledger.account())
                .replace("{customer_id}", ledger.customer())
                .replace("{standing_order_id}", ledger.order());
    }

    private String bodyOf(Operation operation) {
        return ledger.commands().stream()
                .filter(command -> operation.path().matcher(command.path()).matches())
                .findFirst()
                .orElseThrow()
                .body();
    }
}
