package dev.rastro.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a test starts a Java program of its class path in a process of its own. */
public final class ChildJvm {

    private ChildJvm() {}

    /** A process that lives for seconds: it has to start fast, and nothing else. */
    public static List<String> command(Class<?> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        var classPath = System.getProperty("java.class.path");
        var home = program.getProtectionDomain().getCodeSource().getLocation().getPath();
        if (home.endsWith(".jar")) {
            command.addAll(archive(program));
            classPath = jarsOf(classPath);
        }
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The first to end leaves its loaded classes to those after it. */
    private static List<String> archive(Class<?> program) {
        var file =
                "target/%s-%d.jsa"
                        .formatted(program.getSimpleName(), ProcessHandle.current().pid());
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:+VerifySharedSpaces",
                "-XX:SharedArchiveFile=" + file,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off");
    }

    /** Of classes in folders there is no archive. */
    private static String jarsOf(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
