package dev.rastro.engine.json;

import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Events as canonical JSON: the same event always has the same bytes. Each type of event has a
 * stored name and a schema version, both given by hand, so that renaming a class changes nothing in
 * the log.
 *
 * <p>A new optional component needs no new version: it is absent in old events. Anything else does,
 * and an {@link Upcaster} from the version before.
 */
public final class JsonEventCodec<E> implements EventCodec<E> {

    private record Stored<T>(
            Form form, Class<? extends T> type, ObjectReader reader, ObjectWriter writer) {}

    private final JsonMapper mapper;
    private final Map<String, Stored<E>> byName = new HashMap<>();
    private final Map<Class<?>, Stored<E>> byClass = new HashMap<>();
    private final Upcasts upcasts;

    private JsonEventCodec(Builder<E> builder) {
        mapper = builder.mapper;
        builder.types.forEach(this::register);
        Families.members(builder.family).forEach(this::requireRegistered);
        var current = new HashSet<Form>();
        builder.types.forEach(type -> current.add(type.form()));
        upcasts = new Upcasts(current, builder.upcasters);
    }

    /**
     * Starts an empty registry of the events of one family.
     *
     * @param modules say how the family's own value types look, if they are not records of their
     *     parts
     */
    public static <E> Builder<E> of(Class<E> family, JacksonModule... modules) {
        return new Builder<>(family, JsonSettings.events(modules));
    }

    /** Collects a registry; {@link #build} checks it. */
    public static final class Builder<E> {
        private final Class<E> family;
        private final JsonMapper mapper;
        private final List<Stored<E>> types = new ArrayList<>();
        private final List<Upcaster> upcasters = new ArrayList<>();

        private Builder(Class<E> family, JsonMapper mapper) {
            this.family = family;
            this.mapper = mapper;
        }

        /** Events of this class are stored under this name, now in this schema version. */
        public Builder<E> type(String name, int version, Class<? extends E> type) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException(type + " is not a record");
            }
            types.add(
                    new Stored<>(
                            new Form(name, version),
                            type,
                            mapper.readerFor(type),
                            mapper.writerFor(type)));
            return this;
        }

        public Builder<E> upcast(Upcaster upcaster) {
            upcasters.add(upcaster);
            return this;
        }

        /**
         * Builds the codec.
         *
         * @throws IllegalArgumentException if a name or a class is registered twice, a member of a
         *     sealed family not at all, or an old version cannot be brought up to the current one
         */
        public JsonEventCodec<E> build() {
            return new JsonEventCodec<>(this);
        }
    }

    private void register(Stored<E> stored) {
        if (byName.putIfAbsent(stored.form().type(), stored) != null) {
            throw new IllegalArgumentException("two classes for " + stored.form().type());
        }
        if (byClass.putIfAbsent(stored.type(), stored) != null) {
            throw new IllegalArgumentException("two names for " + stored.type());
        }
    }

    private void requireRegistered(Class<?> member) {
        if (!byClass.containsKey(member)) {
            throw new IllegalArgumentException(member + " has no stored name");
        }
    }

    /** Each registered name with its current schema version. */
    public Map<String, Integer> types() {
        var versions = new TreeMap<String, Integer>();
        byName.values().forEach(type -> versions.put(type.form().type(), type.form().version()));
        return versions;
    }

    /**
     * Encodes an event.
     *
     * @throws IllegalArgumentException if it has what cannot be stored, such as half a surrogate
     *     pair or the NUL character in a text
     */
    @Override
    public EventData encode(E event, UUID id, Metadata metadata) {
        var stored = byClass.get(event.getClass());
        if (stored == null) {
            throw new IllegalStateException(event.getClass() + " has no stored name");
        }
        var form = stored.form();
        return new EventData(id, form.type(), form.version(), write(stored, event), metadata);
    }

    private static <E> Payload write(Stored<E> stored, E event) {
        try {
            byte[] json = stored.writer().writeValueAsBytes(event);
            return Payload.of(Escapes.requireStorable(json));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "%s cannot be stored: %s".formatted(stored.form(), e.getMessage()), e);
        }
    }

    @Override
    public E decode(EventData data) {
        var stored = byName.get(data.type());
        try {
            return stored != null && stored.form().version() == data.schemaVersion()
                    ? read(stored, data.payload())
                    : upcast(new Form(data.type(), data.schemaVersion()), data.payload());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "event %s, %s v%d: %s"
                            .formatted(data.id(), data.type(), data.schemaVersion(), reason(e)),
                    e);
        }
    }

    private static String reason(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private E read(Stored<E> stored, Payload payload) {
        Object event = stored.reader().readValue(payload.bytes());
        return required(stored.type().cast(event));
    }

    private E upcast(Form form, Payload payload) {
        var chain = upcasts.from(form).orElseThrow(() -> unknown(form));
        if (!(mapper.readTree(payload.bytes()) instanceof ObjectNode tree)) {
            throw new IllegalStateException("not a JSON object");
        }
        var current = byName.get(chain.type());
        if (current == null) {
            throw new IllegalStateException("upcast to " + chain.type() + ", which is unknown");
        }
        Object event = current.reader().readValue(chain.apply(tree));
        return required(current.type().cast(event));
    }

    private IllegalStateException unknown(Form form) {
        var known = byName.get(form.type());
        return new IllegalStateException(
                known == null || known.form().version() > form.version()
                        ? "this form is unknown"
                        : "newer than this program, which knows " + known.form());
    }

    private static <T> T required(@Nullable T event) {
        if (event == null) {
            throw new IllegalStateException("null is not an event");
        }
        return event;
    }
}
