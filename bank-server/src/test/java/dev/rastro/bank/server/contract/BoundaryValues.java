package dev.rastro.bank.server.contract;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.util.Optional;

/** Values at the limits of a schema, and just beyond them. */
final class BoundaryValues {

    private BoundaryValues() {}

    /** A text of this length that is otherwise as the schema wants it. */
    static String text(JsonNode schema, int length) {
        return switch (schema.path("format").asString("")) {
            case "date" -> "2026-01-31" + "0".repeat(length - 10);
            case "uuid" -> "0193a5c4-6a02-7f60-8a11-5b8d3e7c9f01" + "0".repeat(length - 36);
            default -> text(schema.path("pattern").asString(""), length);
        };
    }

    private static String text(String pattern, int length) {
        return switch (pattern) {
            case "", "\\S", "^[!-~]+$" -> "x".repeat(length);
            case "^[A-Z]{3}$" -> length == 3 ? "USD" : "USDX".substring(0, length);
            case "^[0-9]+(\\.[0-9]+)?$" -> "0".repeat(Math.max(0, length - 1)) + one(length);
            case "^[^-]{1,200}-.{1,200}$" -> stream(length);
            default -> other(pattern, length);
        };
    }

    private static String one(int length) {
        return length > 0 ? "1" : "";
    }

    private static String stream(int length) {
        int id = Math.max(1, length - 201);
        return "x".repeat(Math.max(0, length - id - 1)) + "-" + "x".repeat(id);
    }

    /** Patterns in which a moment is one of the choices, and tags of versions. */
    private static String other(String pattern, int length) {
        if (pattern.startsWith("^\"")) {
            return "\"" + "9".repeat(length - 2) + "\"";
        }
        if (!pattern.contains("[Tt][0-9]{2}")) {
            throw new IllegalArgumentException("what would fit " + pattern);
        }
        return switch (length) {
            case 0 -> "";
            case 1 -> "0";
            case 9 -> "2026-01-3";
            case 10 -> "2026-01-31";
            case 35 -> "2026-01-31T10:00:00.123456789+00:00";
            case 36 -> "2026-01-31T10:00:00.1234567890+00:00";
            default -> throw new IllegalArgumentException("no moment of length " + length);
        };
    }

    /** The longest and the shortest that is allowed, or the largest and the smallest. */
    static String highest(JsonNode schema) {
        return isNumber(schema)
                ? schema.get("maximum").asString()
                : text(schema, schema.get("maxLength").intValue());
    }

    static String lowest(JsonNode schema) {
        return isNumber(schema)
                ? schema.get("minimum").asString()
                : text(schema, schema.path("minLength").asInt(0));
    }

    static String above(JsonNode schema) {
        return isNumber(schema)
                ? schema.get("maximum").bigIntegerValue().add(BigInteger.ONE).toString()
                : text(schema, schema.get("maxLength").intValue() + 1);
    }

    /** Empty where nothing is too little. */
    static Optional<String> below(JsonNode schema) {
        if (isNumber(schema)) {
            var less = schema.get("minimum").bigIntegerValue().subtract(BigInteger.ONE);
            return Optional.of(less.toString());
        }
        int least = schema.path("minLength").asInt(0);
        if (least == 0) {
            return Optional.empty();
        }
        var enough = text(schema, least);
        return Optional.of(enough.substring(0, least - 1));
    }

    static boolean isNumber(JsonNode schema) {
        return ApiDocument.types(schema).contains("integer");
    }
}
