package dev.rastro.engine.json;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A short hash of the structure of a class: names and types of its parts, and of theirs. Types of
 * the platform count by name only.
 */
final class Fingerprint {

    private static final int BYTES = 8;

    private final Map<String, String> descriptions = new LinkedHashMap<>();

    private Fingerprint() {}

    static String of(Class<?> type) {
        return hash(structure(type));
    }

    static String structure(Class<?> type) {
        var fingerprint = new Fingerprint();
        fingerprint.visit(type);
        return type.getName() + fingerprint.descriptions;
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void visit(Type type) {
        switch (type) {
            case Class<?> plain when plain.isArray() -> visit(plain.getComponentType());
            case Class<?> plain -> visitClass(plain);
            case ParameterizedType generic -> {
                visit(generic.getRawType());
                visitAll(generic.getActualTypeArguments());
            }
            case GenericArrayType array -> visit(array.getGenericComponentType());
            case WildcardType wildcard -> visitAll(wildcard.getUpperBounds());
            default -> {} // A type variable: what it stands for is visited where it is given.
        }
    }

    private void visitAll(Type[] types) {
        for (var type : types) {
            visit(type);
        }
    }

    private void visitClass(Class<?> type) {
        boolean ours = !type.isPrimitive() && !type.getName().startsWith("java.");
        if (ours && descriptions.putIfAbsent(type.getName(), describe(type)) == null) {
            visitAll(parts(type));
        }
    }

    private static String describe(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getFields())
                    .filter(Field::isEnumConstant)
                    .map(Field::getName)
                    .collect(Collectors.joining(";"));
        }
        if (type.isSealed()) {
            return Arrays.toString(type.getPermittedSubclasses());
        }
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(Fingerprint::describe)
                        .collect(Collectors.joining(";"))
                : fields(type).map(Field::toGenericString).collect(Collectors.joining(";"));
    }

    private static String describe(RecordComponent component) {
        return component.getName()
                + ":"
                + component.getGenericType().getTypeName()
                + (ComponentRules.isNullable(component) ? "?" : "");
    }

    private static Type[] parts(Class<?> type) {
        if (type.isEnum()) {
            return new Type[0];
        }
        if (type.isSealed()) {
            return type.getPermittedSubclasses();
        }
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .toArray(Type[]::new)
                : fields(type).map(Field::getGenericType).toArray(Type[]::new);
    }

    private static Stream<Field> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers()))
                .sorted(Comparator.comparing(Field::getName));
    }
}
