package dev.rastro.embedded;

import com.sun.security.auth.module.UnixSystem;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's own programs: initdb, pg_ctl and postgres. */
final class Programs {

    /** PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody. */
    private static final List<String> AS_NOBODY = List.of("unshare", "-U");

    private static final Logger LOG = System.getLogger(Programs.class.getName());

    private final Path binaries;
    private final List<String> prefix;

    private Programs(Path binaries, List<String> prefix) {
        this.binaries = binaries;
        this.prefix = prefix;
    }

    static Programs in(Path binaries) {
        if (new UnixSystem().getUid() != 0) {
            return new Programs(binaries, List.of());
        }
        checkUserNamespaces();
        return new Programs(binaries, AS_NOBODY);
    }

    private static void checkUserNamespaces() {
        var attempt = new ArrayList<>(AS_NOBODY);
        attempt.add("true");
        try {
            execute(attempt, "");
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    """
                    The embedded PostgreSQL does not run as root, and this system does not let root \
                    become somebody else (no user namespaces). Start Rastro as an ordinary user, \
                    allow user namespaces in the container, or give the URL of a database.\
                    """,
                    e);
        }
    }

    /** The program's output; a program that fails is an exception that tells what it said. */
    String run(String program, List<String> arguments) {
        return run(program, arguments, "");
    }

    /** As {@link #run(String, List)}, with something for the program to read. */
    String run(String program, List<String> arguments, String input) {
        var command = new ArrayList<>(prefix);
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return execute(command, input);
    }

    private static String execute(List<String> command, String input) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            tell(process, input);
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new DatabaseException(String.join(" ", command) + ": " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new DatabaseException("Cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("Interrupted while running " + command.getFirst(), e);
        }
    }

    private static void tell(Process process, String input) {
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        } catch (IOException e) {
            // It ended without reading: its output and its status say why.
            LOG.log(Level.DEBUG, "a program did not read", e);
        }
    }
}
