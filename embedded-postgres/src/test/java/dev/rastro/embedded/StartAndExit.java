package dev.rastro.embedded;

import java.nio.file.Path;

/** A process that ends without closing its database. */
final class StartAndExit {

    private StartAndExit() {}

    public static void main(String[] arguments) {
        var database = EmbeddedDatabase.start(Path.of(arguments[0]));
        System.out.println(database.directory());
    }
}
