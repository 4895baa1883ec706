package dev.rastro.bank.server.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/** Holds values against schemas of one document. */
final class SchemaCheck {

    private static final String DOCUMENT = "https://rastro.test/openapi.yaml";

    private final SchemaRegistry registry;

    SchemaCheck(String yaml) {
        registry =
                SchemaRegistry.withDialect(
                        Dialects.getOpenApi31(),
                        builder -> builder.schemas(Map.of(DOCUMENT, yaml)));
    }

    /**
     * @param schema as it stands somewhere in the document
     * @return everything that is wrong with the value
     */
    List<String> violations(JsonNode schema, String json) {
        // On its own a schema has lost the document that its references are relative to.
        return registry
                .getSchema(absolute(schema))
                .validate(
                        json,
                        InputFormat.JSON,
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static JsonNode absolute(JsonNode schema) {
        var copy = schema.deepCopy();
        makeAbsolute(copy);
        return copy;
    }

    private static void makeAbsolute(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("$ref").isString()) {
            object.put("$ref", DOCUMENT + object.get("$ref").stringValue());
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(SchemaCheck::makeAbsolute);
        }
    }
}
