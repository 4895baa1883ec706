package dev.rastro.engine.json;

import tools.jackson.databind.node.ObjectNode;

import java.util.function.UnaryOperator;

/**
 * One step from an old form of an event to the next: from schema version {@code version} of {@code
 * type} to {@code version + 1} of {@code newType}. A type that is renamed keeps counting, so that
 * the number alone tells old from new.
 *
 * @param change pure; may change and return its argument
 */
public record Upcaster(String type, int version, String newType, UnaryOperator<ObjectNode> change) {

    public static Upcaster of(String type, int version, UnaryOperator<ObjectNode> change) {
        return new Upcaster(type, version, type, change);
    }

    public static Upcaster rename(String type, int version, String newType) {
        return new Upcaster(type, version, newType, UnaryOperator.identity());
    }

    Form from() {
        return new Form(type, version);
    }

    Form to() {
        return new Form(newType, version + 1);
    }
}
