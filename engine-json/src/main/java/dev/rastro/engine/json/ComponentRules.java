package dev.rastro.engine.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Says which components of a record may be absent. The compiler's null check already knows: what is
 * not {@code @Nullable} must be there, so there is nothing to annotate twice. Maps and collections
 * are left out when empty.
 */
class ComponentRules extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    private enum Presence {
        REQUIRED,
        NULLABLE,
        EMPTY_WHEN_ABSENT
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return presence(member).map(Presence.REQUIRED::equals).orElse(null);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
        return presence(member)
                .map(presence -> JsonSetter.Value.construct(onNull(presence), Nulls.FAIL))
                .orElse(JsonSetter.Value.empty());
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated member) {
        return presence(member)
                .map(presence -> JsonInclude.Value.construct(inclusion(presence), null))
                .orElse(JsonInclude.Value.empty());
    }

    private static Nulls onNull(Presence presence) {
        return switch (presence) {
            case REQUIRED -> Nulls.FAIL;
            case NULLABLE -> Nulls.SET;
            case EMPTY_WHEN_ABSENT -> Nulls.AS_EMPTY;
        };
    }

    private static JsonInclude.Include inclusion(Presence presence) {
        return switch (presence) {
            case REQUIRED -> JsonInclude.Include.ALWAYS;
            case NULLABLE -> JsonInclude.Include.NON_NULL;
            case EMPTY_WHEN_ABSENT -> JsonInclude.Include.NON_EMPTY;
        };
    }

    private static Optional<Presence> presence(Annotated member) {
        return component(member).map(ComponentRules::presence);
    }

    private static Presence presence(RecordComponent component) {
        if (isNullable(component)) {
            return Presence.NULLABLE;
        }
        var type = component.getType();
        return Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type)
                ? Presence.EMPTY_WHEN_ABSENT
                : Presence.REQUIRED;
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Optional<RecordComponent> component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedMember member)
                || !member.getDeclaringClass().isRecord()) {
            return Optional.empty();
        }
        var components = member.getDeclaringClass().getRecordComponents();
        if (member instanceof AnnotatedParameter parameter) {
            return parameter.getOwner() instanceof AnnotatedConstructor constructor
                            && constructor.getParameterCount() == components.length
                    ? Optional.of(components[parameter.getIndex()])
                    : Optional.empty();
        }
        return Arrays.stream(components)
                .filter(component -> component.getName().equals(member.getName()))
                .findFirst();
    }
}
