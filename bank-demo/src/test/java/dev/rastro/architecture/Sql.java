package dev.rastro.architecture;

import com.tngtech.archunit.core.domain.JavaMethodCall;

import java.sql.Statement;
import java.util.regex.Pattern;

/** Ways to hand SQL to a database. */
final class Sql {

    private static final Pattern TAKES_TEXT = Pattern.compile("execute\\w*|addBatch");

    private Sql() {}

    static boolean isUnprepared(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(Statement.class)
                && TAKES_TEXT.matcher(call.getName()).matches()
                && !call.getTarget().getRawParameterTypes().isEmpty();
    }
}
