package dev.rastro.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import java.util.Set;

/** The rooms of the server, one per capability: all packages but those that are named here. */
final class Rooms implements SliceAssignment {

    static final DescribedPredicate<JavaClass> IN_ANY =
            describe("are in a room", type -> !nameOf(type).isEmpty());

    private static final String SERVER = "dev.rastro.bank.server.";
    private static final Set<String> NO_ROOMS =
            Set.of("shared", "codec", "database", "console", "demo", "log");

    /** Empty for what is in no room. */
    static String nameOf(JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(SERVER)) {
            return "";
        }
        var room = name.substring(SERVER.length()).split("\\.", -1)[0];
        return NO_ROOMS.contains(room) ? "" : room;
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        var name = nameOf(type);
        return name.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
    }

    @Override
    public String getDescription() {
        return "rooms of the server";
    }
}
