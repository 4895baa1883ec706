package dev.rastro.engine.event;

/**
 * The identity of one stream, such as {@code account-42}: its category, and the entity's id within
 * it.
 *
 * <p>Ordered by category, then id: whoever takes several streams at once takes them in this order.
 */
public record StreamName(String category, String id) implements Comparable<StreamName> {

    /** Longest category and longest id, in UTF-16 units. */
    public static final int LENGTH_MAX = 200;

    public StreamName {
        StorableText.require("category", category, LENGTH_MAX);
        StorableText.require("id", id, LENGTH_MAX);
        if (category.indexOf('-') >= 0) {
            throw new IllegalArgumentException("category must have no '-': " + category);
        }
    }

    @Override
    public int compareTo(StreamName other) {
        int byCategory = category.compareTo(other.category);
        return byCategory != 0 ? byCategory : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return category + "-" + id;
    }
}
