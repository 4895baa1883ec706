package dev.rastro.engine.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/** Refuses to write what could not be read back, and gives equal values equal bytes. */
final class CanonicalModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    CanonicalModule() {
        super("rastro-canonical");
        setDefaultNullValueSerializer(
                serializer(Object.class, (value, out) -> refuse("null where a value must be")));
        addSerializer(BigDecimal.class, serializer(BigDecimal.class, CanonicalModule::write));
        addSerializer(Double.class, serializer(Double.class, CanonicalModule::write));
        addSerializer(double.class, serializer(Double.class, CanonicalModule::write));
        addSerializer(Float.class, serializer(Float.class, CanonicalModule::write));
        addSerializer(float.class, serializer(Float.class, CanonicalModule::write));
        addSerializer(SortedMap.class, new NaturallySorted());
    }

    private static void write(BigDecimal value, JsonGenerator out) {
        long digits = Math.max(value.precision(), 0L) + Math.abs((long) value.scale());
        if (digits > JsonSettings.NUMBER_LENGTH_MAX - 3) {
            refuse("a number of %d digits".formatted(digits));
        }
        out.writeNumber(value);
    }

    private static void write(Double value, JsonGenerator out) {
        if (!Double.isFinite(value)) {
            refuse(value + " as a number");
        }
        out.writeNumber(value);
    }

    private static void write(Float value, JsonGenerator out) {
        if (!Float.isFinite(value)) {
            refuse(value + " as a number");
        }
        out.writeNumber(value);
    }

    private static void refuse(String what) {
        throw new IllegalArgumentException(what);
    }

    private static <T> ValueSerializer<T> serializer(
            Class<T> type, BiConsumer<T, JsonGenerator> write) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializationContext context) {
                write.accept(value, out);
            }

            @Override
            public Class<?> handledType() {
                return type;
            }
        };
    }

    /** A sorted map would keep its own order, by whatever comparator it has. */
    @SuppressWarnings("rawtypes")
    private static final class NaturallySorted extends ValueSerializer<SortedMap> {

        @Override
        @SuppressWarnings("unchecked")
        public void serialize(SortedMap map, JsonGenerator out, SerializationContext context) {
            context.writeValue(out, new HashMap<Object, Object>(map));
        }

        @Override
        public boolean isEmpty(SerializationContext context, SortedMap map) {
            return map.isEmpty();
        }
    }
}
