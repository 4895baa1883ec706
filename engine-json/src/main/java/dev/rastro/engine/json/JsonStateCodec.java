package dev.rastro.engine.json;

import dev.rastro.engine.decider.StateCodec;
import dev.rastro.engine.event.Payload;

import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

import java.util.HashSet;

/**
 * States as JSON, for snapshots. The schema is a fingerprint of the state's classes: a snapshot of
 * a class that has changed since is not read, and the state is built from the events.
 */
public final class JsonStateCodec<S> implements StateCodec<S> {

    private final Class<S> type;
    private final String schema;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    private JsonStateCodec(Class<S> type, JacksonModule... modules) {
        var mapper = JsonSettings.states(modules);
        this.type = type;
        this.schema = Fingerprint.of(type);
        this.reader = mapper.readerFor(type);
        this.writer = mapper.writerFor(type);
    }

    /** Takes a record, or a sealed interface of records with simple names of their own. */
    public static <S> JsonStateCodec<S> of(Class<S> type, JacksonModule... modules) {
        if (!type.isRecord() && !type.isSealed()) {
            throw new IllegalArgumentException(type + " is neither a record nor sealed");
        }
        var names = new HashSet<String>();
        for (var member : Families.members(type)) {
            if (!names.add(member.getSimpleName())) {
                throw new IllegalArgumentException("two states named " + member.getSimpleName());
            }
        }
        return new JsonStateCodec<>(type, modules);
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public Payload encode(S state) {
        try {
            return Payload.of(writer.writeValueAsBytes(state));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(type + " cannot be stored: " + e.getMessage(), e);
        }
    }

    @Override
    public S decode(Payload stored) {
        try {
            Object state = reader.readValue(stored.bytes());
            if (state == null) {
                throw new IllegalStateException("null is not a state");
            }
            return type.cast(state);
        } catch (RuntimeException e) {
            throw new IllegalStateException("not a snapshot of " + type, e);
        }
    }
}
