package dev.rastro.engine.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;

/**
 * Tags the members of a sealed interface with their simple names. Good enough for snapshots, whose
 * schema changes with every name; events never hold class names.
 */
final class StateRules extends ComponentRules {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
            MapperConfig<?> config, Annotated type) {
        return type instanceof AnnotatedClass && type.getRawType().isSealed()
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME,
                        JsonTypeInfo.As.WRAPPER_OBJECT,
                        null,
                        null,
                        false,
                        true,
                        true)
                : null;
    }

    @Override
    public String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
        return type.getRawType().getSimpleName();
    }
}
