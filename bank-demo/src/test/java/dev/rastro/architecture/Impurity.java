package dev.rastro.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;

import java.util.Set;

/** Ways to learn the time or to throw dice. */
final class Impurity {

    private static final Set<String> TYPES =
            Set.of(
                    "java.time.Clock",
                    "java.time.InstantSource",
                    "java.util.Date",
                    "java.util.Calendar",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.security.SecureRandom");

    private static final Set<String> METHODS =
            Set.of(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.Math.random",
                    "java.util.UUID.randomUUID",
                    "java.util.Collections.shuffle");

    private Impurity() {}

    static boolean isBy(JavaClass type) {
        return TYPES.contains(type.getName()) || type.getPackageName().equals("java.util.random");
    }

    static boolean isIn(JavaMethodCall call) {
        var owner = call.getTargetOwner();
        return METHODS.contains(owner.getName() + "." + call.getName())
                || (call.getName().equals("now") && owner.getPackageName().startsWith("java.time"));
    }
}
