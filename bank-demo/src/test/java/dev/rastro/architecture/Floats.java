package dev.rastro.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Fields, parameters and results that are floating-point numbers. */
final class Floats {

    private static final Set<String> TYPES =
            Set.of("float", "double", "java.lang.Float", "java.lang.Double");

    private Floats() {}

    static List<String> in(JavaClasses classes) {
        return classes.stream().flatMap(Floats::in).sorted().toList();
    }

    private static Stream<String> in(JavaClass type) {
        var fields =
                type.getFields().stream()
                        .filter(field -> isFloat(field.getRawType()))
                        .map(field -> field.getFullName());
        var codeUnits =
                type.getCodeUnits().stream()
                        .filter(Floats::isFloating)
                        .map(unit -> unit.getFullName());
        return Stream.concat(fields, codeUnits);
    }

    private static boolean isFloating(JavaCodeUnit unit) {
        return isFloat(unit.getRawReturnType())
                || unit.getRawParameterTypes().stream().anyMatch(Floats::isFloat);
    }

    private static boolean isFloat(JavaClass type) {
        return TYPES.contains(type.getBaseComponentType().getName());
    }
}
