package dev.rastro.engine.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** How values look in JSON, and how much of what is read is believed: nothing is guessed. */
public final class JsonSettings {

    /** Deepest nesting of objects and arrays, read or written. */
    public static final int DEPTH_MAX = 64;

    /** Most characters of one number. */
    public static final int NUMBER_LENGTH_MAX = 1_000;

    private JsonSettings() {}

    /**
     * What every mapper should have: snake_case, fields in the record's order, exact numbers, no
     * coercion, no duplicate keys, and components present unless {@code @Nullable}, a map or a
     * collection. Unknown fields are allowed; a mapper for requests forbids them on top.
     */
    public static JsonMapper.Builder exact() {
        return exact(factory().build(), new ComponentRules());
    }

    /** Also: equal events have equal bytes, and what could not be read back is not written. */
    static JsonMapper events(JacksonModule... modules) {
        return exact(factory().build(), new ComponentRules())
                .addModule(new CanonicalModule())
                .addModules(modules)
                .build();
    }

    static JsonMapper states(JacksonModule... modules) {
        return exact(factory().build(), new StateRules()).addModules(modules).build();
    }

    private static JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(DEPTH_MAX)
                                .maxNumberLength(NUMBER_LENGTH_MAX)
                                .build())
                .streamWriteConstraints(
                        StreamWriteConstraints.builder().maxNestingDepth(DEPTH_MAX).build());
    }

    private static JsonMapper.Builder exact(JsonFactory factory, ComponentRules rules) {
        var builder =
                JsonMapper.builder(factory)
                        .annotationIntrospector(
                                AnnotationIntrospector.pair(
                                        rules, new JacksonAnnotationIntrospector()))
                        .addModule(new TimeModule())
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return noCoercion(canonical(builder))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static JsonMapper.Builder canonical(JsonMapper.Builder builder) {
        return builder.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(
                        SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,
                        SerializationFeature.FAIL_ON_ORDER_MAP_BY_INCOMPARABLE_KEY,
                        SerializationFeature.ORDER_SET_ELEMENTS,
                        SerializationFeature.FAIL_ON_ORDER_SET_BY_INCOMPARABLE_ELEMENT)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(
                        DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
                        DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                        DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    private static JsonMapper.Builder noCoercion(JsonMapper.Builder builder) {
        return builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .withCoercionConfigDefaults(coercions ->
                        coercions
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        coercions ->
                                coercions
                                        .setCoercion(
                                                CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
