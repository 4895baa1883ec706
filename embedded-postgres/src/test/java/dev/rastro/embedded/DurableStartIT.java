package dev.rastro.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the first start asks of the operating system, so that a power cut after it does no harm. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DurableStartIT {

    @TempDir Path temporary;

    @Test
    void all_that_is_needed_for_ever_is_forced_before_it_is_named_and_so_are_the_names()
            throws Exception {
        assumeThat(canTrace()).as("strace can be run here").isTrue();
        var parent = temporary.toRealPath();
        var directory = parent.resolve("new").resolve("data");
        var calls = callsOfAStart(directory);

        var binaries = directory.resolve("postgres-binaries");
        var programs = onlyChild(binaries);
        var unfinished = Path.of(nameBefore(calls, programs));
        for (Path path : all(programs)) {
            assertForcedBefore(calls, unfinished.resolve(programs.relativize(path)), programs);
        }
        var password = directory.resolve("postgres-18.password");
        assertForcedBefore(calls, Path.of(nameBefore(calls, password)), password);
        var data = directory.resolve("postgres-18");
        assertForcedBefore(calls, Path.of(nameBefore(calls, data)).resolve("PG_VERSION"), data);

        assertForcedAfter(calls, binaries, programs);
        assertForcedAfter(calls, directory, password);
        assertForcedAfter(calls, directory, data);
        assertThat(calls)
                .as("new folders are known to those above them")
                .anyMatch(call -> forces(call, parent))
                .anyMatch(call -> forces(call, parent.resolve("new")));
    }

    private static boolean canTrace() throws InterruptedException {
        try {
            var attempt = new ProcessBuilder("strace", "-o", "/dev/null", "true").start();
            return attempt.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** With the path of each file, and only those calls that succeeded. */
    private List<String> callsOfAStart(Path directory) throws Exception {
        var trace = temporary.resolve("trace");
        var command = new ArrayList<>(List.of("strace", "-f", "-y", "-o", trace.toString()));
        command.addAll(List.of("--seccomp-bpf", "-e", "trace=fsync,fdatasync,rename"));
        command.addAll(ChildJvm.command(StartAndExit.class, directory.toString()));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(temporary.resolve("words").toFile())
                        .start();
        assertThat(process.waitFor()).as("see %s", temporary).isZero();
        return Files.readAllLines(trace);
    }

    private static String nameBefore(List<String> calls, Path target) {
        var call = calls.get(naming(calls, target));
        return call.substring(call.indexOf('"') + 1, call.indexOf("\", \""));
    }

    private static int naming(List<String> calls, Path target) {
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).contains(" rename(\"")
                    && calls.get(i).contains("\", \"%s\"".formatted(target))) {
                return i;
            }
        }
        throw new AssertionError("nothing was renamed to " + target);
    }

    private static void assertForcedBefore(List<String> calls, Path path, Path named) {
        assertThat(calls.subList(0, naming(calls, named))).anyMatch(call -> forces(call, path));
    }

    private static void assertForcedAfter(List<String> calls, Path path, Path named) {
        assertThat(calls.subList(naming(calls, named), calls.size()))
                .anyMatch(call -> forces(call, path));
    }

    private static boolean forces(String call, Path path) {
        return call.contains("sync(") && call.contains("<%s>".formatted(path));
    }

    private static List<Path> all(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(path -> !Files.isSymbolicLink(path)).toList();
        }
    }

    private static Path onlyChild(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
        }
    }
}
