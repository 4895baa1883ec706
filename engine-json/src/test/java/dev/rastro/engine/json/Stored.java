package dev.rastro.engine.json;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import java.util.UUID;

/** Shorthand for events as they lie in the log. */
final class Stored {

    static final UUID ID = new UUID(7, 7);
    static final Metadata METADATA = new Metadata(ID, ID, "somebody");

    private Stored() {}

    static EventData of(String type, int version, String json) {
        return of(type, version, Payload.ofText(json));
    }

    static EventData of(String type, int version, Payload payload) {
        return new EventData(ID, type, version, payload, METADATA);
    }

    static <E> String json(JsonEventCodec<E> codec, E event) {
        return codec.encode(event, ID, METADATA).payload().text();
    }
}
