package dev.rastro.engine.event;

import java.util.UUID;

/**
 * An event to append.
 *
 * @param id unique in the whole log; UUIDv7 from {@link EventIds}
 * @param type the stored name, such as {@code MoneyDeposited}; never derived from a class name
 * @param schemaVersion which form of that type the payload has; the first is 1
 */
public record EventData(
        UUID id, String type, int schemaVersion, Payload payload, Metadata metadata) {

    public static final int TYPE_LENGTH_MAX = 200;

    public EventData {
        StorableText.require("type", type, TYPE_LENGTH_MAX);
        if (schemaVersion < 1 || schemaVersion > Short.MAX_VALUE) {
            throw new IllegalArgumentException("no schema version: " + schemaVersion);
        }
    }
}
