package dev.rastro.bank.limit;

import dev.rastro.engine.event.StorableText;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What commands may carry. Lengths are in UTF-16 units. The edge of the system checks first and
 * answers politely; a command that is built past that check is a bug, so it throws.
 */
public final class Limits {

    public static final int ID_LENGTH_MAX = 100;
    public static final int NAME_LENGTH_MAX = 200;
    public static final int DESCRIPTION_LENGTH_MAX = 500;
    public static final int EXTERNAL_ID_LENGTH_MAX = 100;
    public static final int METADATA_ENTRIES_MAX = 20;
    public static final int METADATA_KEY_LENGTH_MAX = 64;
    public static final int METADATA_VALUE_LENGTH_MAX = 500;

    private Limits() {}

    public static String requireId(String what, String id) {
        return requireNonBlank(what, id, ID_LENGTH_MAX);
    }

    public static String requireNonBlank(String what, String text, int lengthMax) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return requireText(what, text, lengthMax);
    }

    public static String requireText(String what, String text, int lengthMax) {
        if (text.length() > lengthMax) {
            throw new IllegalArgumentException(
                    "%s is longer than %d characters".formatted(what, lengthMax));
        }
        if (!StorableText.isStorable(text)) {
            throw new IllegalArgumentException(what + " has characters that cannot be stored");
        }
        return text;
    }

    /** A copy that keeps the order and does not change. */
    public static Map<String, String> requireMetadata(Map<String, String> metadata) {
        if (metadata.size() > METADATA_ENTRIES_MAX) {
            throw new IllegalArgumentException(
                    "more than %d metadata entries".formatted(METADATA_ENTRIES_MAX));
        }
        metadata.forEach((key, value) -> {
            requireNonBlank("metadata key", key, METADATA_KEY_LENGTH_MAX);
            requireText("metadata value", value, METADATA_VALUE_LENGTH_MAX);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
