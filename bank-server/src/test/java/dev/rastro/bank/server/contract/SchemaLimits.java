package dev.rastro.bank.server.contract;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds where a document does not say how large a value may be, or says it in words of its own. */
final class SchemaLimits {

    private static final Set<String> KEYWORDS =
            Set.of(
                    "$ref",
                    "type",
                    "format",
                    "description",
                    "default",
                    "examples",
                    "enum",
                    "const",
                    "minimum",
                    "maximum",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "items",
                    "minItems",
                    "maxItems",
                    "properties",
                    "required",
                    "additionalProperties",
                    "unevaluatedProperties",
                    "propertyNames",
                    "maxProperties",
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "discriminator");

    private static final List<String> PARTS =
            List.of("allOf", "anyOf", "oneOf", "items", "additionalProperties");

    private final ApiDocument document;
    private final List<String> findings = new ArrayList<>();

    private SchemaLimits(ApiDocument document) {
        this.document = document;
    }

    static List<String> missingIn(ApiDocument document) {
        var limits = new SchemaLimits(document);
        document.root()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> limits.check(schema.getKey(), schema.getValue()));
        limits.search("", document.root().get("paths"));
        limits.search("", document.root().at("/components/parameters"));
        limits.search("", document.root().at("/components/headers"));
        return limits.findings;
    }

    /** Schemas stand under this name wherever there are none of components. */
    private void search(String place, JsonNode node) {
        for (var member : node.properties()) {
            var name = member.getKey();
            if (name.equals("schema")) {
                check(place, member.getValue());
            } else if (!name.startsWith("text/") && !isText(name) && !name.startsWith("example")) {
                search(place + "/" + name, member.getValue());
            }
        }
        if (node.isArray()) {
            node.forEach(item -> search(place, item));
        }
    }

    /** Bodies that are no JSON have as many rows as a page, or go on for ever. */
    private static boolean isText(String mediaType) {
        return mediaType.equals("application/x-ndjson") || mediaType.equals("application/yaml");
    }

    private void check(String place, JsonNode schema) {
        if (schema.isBoolean()) {
            return;
        }
        for (var keyword : schema.propertyNames()) {
            if (!KEYWORDS.contains(keyword) && !keyword.startsWith("x-")) {
                findings.add(place + " has " + keyword);
            }
        }
        if (schema.has("$ref")) {
            if (document.resolve(schema).isMissingNode()) {
                findings.add(place + " refers to nothing");
            }
        } else {
            checkLimits(place, schema);
        }
        checkParts(place, schema);
    }

    private void checkParts(String place, JsonNode schema) {
        for (var property : schema.path("properties").properties()) {
            check(place + "/" + property.getKey(), property.getValue());
        }
        for (var part : PARTS) {
            var value = schema.path(part);
            if (value.isArray()) {
                value.forEach(item -> check(place + "/" + part, item));
            } else if (!value.isMissingNode()) {
                check(place + "/" + part, value);
            }
        }
    }

    private void checkLimits(String place, JsonNode schema) {
        var types = ApiDocument.types(schema);
        if (types.isEmpty() && !schema.has("allOf") && !schema.has("anyOf")) {
            require(place, schema, "oneOf");
        }
        if (schema.has("enum") || schema.has("const")) {
            return;
        }
        for (var type : types) {
            switch (type) {
                case "integer" -> checkInteger(place, schema);
                case "number" -> findings.add(place + " is a number that need not be whole");
                case "string" -> require(place, schema, "maxLength");
                case "array" -> {
                    require(place, schema, "items");
                    require(place, schema, "maxItems");
                }
                case "object" -> checkObject(place, schema);
                default -> {} // Of true, false and null there is nothing more to say.
            }
        }
    }

    private void checkInteger(String place, JsonNode schema) {
        require(place, schema, "minimum");
        require(place, schema, "maximum");
        require(place, schema, "format");
        if (schema.path("format").asString("").equals("int32")
                && !schema.path("maximum").canConvertToInt()) {
            findings.add(place + " does not fit into int32");
        }
    }

    private void checkObject(String place, JsonNode schema) {
        if (schema.path("additionalProperties").isObject()) {
            require(place, schema, "maxProperties");
            require(place, schema.path("propertyNames"), "maxLength");
        }
    }

    private void require(String place, JsonNode schema, String keyword) {
        if (!schema.has(keyword)) {
            findings.add(place + " has no " + keyword);
        }
    }
}
