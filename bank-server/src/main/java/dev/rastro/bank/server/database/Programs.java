package dev.rastro.bank.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the programs of PostgreSQL, which refuse to run as root. */
final class Programs {

    /** As root we run them in a user namespace of their own, in which they are not root. */
    private static final List<String> NOT_AS_ROOT = List.of("unshare", "-U");

    private final PostgresBinaries binaries;
    private final List<String> prefix;

    Programs(PostgresBinaries binaries) {
        this.binaries = binaries;
        this.prefix = isRoot() ? NOT_AS_ROOT : List.of();
        if (!prefix.isEmpty()) {
            requireUserNamespaces();
        }
    }

    /** How a program ended, and what it said. */
    record Result(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    Result run(String program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        return run(command);
    }

    /** Such as 18. */
    String majorVersion() {
        Result result = run("postgres", List.of("--version"));
        if (!result.succeeded()) {
            throw new DatabaseStartException(
                    "PostgreSQL does not run on this machine; delete %s if it is damaged: %s"
                            .formatted(binaries.directory(), result.output()));
        }
        return result.output().strip().replaceFirst("^.*\\) (\\d+).*$", "$1");
    }

    private static Result run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("interrupted", e);
        }
    }

    private static boolean isRoot() {
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
        } catch (IOException e) {
            return false;
        }
    }

    private static void requireUserNamespaces() {
        var command = new ArrayList<>(NOT_AS_ROOT);
        command.add("true");
        if (!run(command).succeeded()) {
            throw new DatabaseStartException(
                    """
                    PostgreSQL does not run as root, and this machine has no user namespaces \
                    ("unshare -U true" fails). Run as another user, allow user namespaces, or bring a \
                    server with --database-url.\
                    """);
        }
    }
}
