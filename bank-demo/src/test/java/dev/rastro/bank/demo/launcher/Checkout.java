package dev.rastro.bank.demo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/**
 * A checkout with the launcher, and in place of Maven a program that delivers the jars of the
 * program that is tested: what it says of its sources is whatever a test writes there.
 */
record Checkout(Path folder) {

    private static final List<String> MODULES =
            List.of(
                    "engine",
                    "engine-json",
                    "engine-postgres",
                    "web",
                    "embedded-postgres",
                    "bank",
                    "bank-server",
                    "bank-cli",
                    "bank-demo",
                    "benchmarks");

    /** In a jar of its own, since only some may have it. */
    private static final Path DEMO = Path.of("bank-demo", "target", "classes");

    private static final Pattern ONLY_FOR_TESTS =
            Pattern.compile("-tests\\.jar|archunit|selenium|junit|assertj|byte-buddy|guava");

    /** Delivers as the real one does: into target folders, whatever lies there. */
    private static final String MAVEN =
            """
            #!/bin/sh
            echo built >>"$DELIVERED/../builds"
            for module in %s; do
              mkdir -p "$module/target"
              cp "$DELIVERED/empty.jar" "$module/target/rastro-$module-1.jar"
            done
            cp "$DELIVERED/demo.jar" bank-demo/target/rastro-bank-demo-1.jar
            for program in bank-cli benchmarks; do
              mkdir -p "$program/target/lib"
              xargs -I {} cp {} "$program/target/lib" <"$DELIVERED/libraries"
            done
            """
                    .formatted(String.join(" ", MODULES));

    static Checkout in(Path parent) throws IOException {
        var checkout = new Checkout(Files.createDirectory(parent.resolve("checkout")));
        Files.copy(Path.of("..", "rastro"), checkout.launcher());
        Files.writeString(checkout.folder.resolve("pom.xml"), "<project/>");
        for (var module : MODULES) {
            checkout.write(module + "/pom.xml", "<project/>");
            checkout.write(module + "/src/main/Source.java", "class Source {}");
        }
        deliver(parent.resolve("delivered"));
        var maven = Files.createDirectory(parent.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return checkout;
    }

    /** The class path of this test, as jars, without the larger ones that only tests need. */
    private static void deliver(Path folder) throws IOException {
        Files.createDirectories(folder);
        jar(Files.createDirectory(folder.resolve("nothing")), folder.resolve("empty.jar"));
        var libraries = new ArrayList<Path>();
        for (var entry : System.getProperty("java.class.path").split(":", -1)) {
            var path = Path.of(entry);
            if (path.endsWith(DEMO)) {
                jar(path, folder.resolve("demo.jar"));
            } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                var jar = folder.resolve("classes-%d.jar".formatted(libraries.size()));
                jar(path, jar);
                libraries.add(jar);
            } else if (Files.isRegularFile(path) && !ONLY_FOR_TESTS.matcher(entry).find()) {
                libraries.add(path.toAbsolutePath());
            }
        }
        Files.write(folder.resolve("libraries"), libraries.stream().map(Path::toString).toList());
    }

    private static void jar(Path classes, Path file) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(file));
                var walk = Files.walk(classes)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
    }

    Path launcher() {
        return folder.resolve("rastro");
    }

    /** The folders of the built programs, one for each state of the sources. */
    List<Path> builds() {
        return builds("bank-cli");
    }

    List<Path> builds(String program) {
        try (var children = Files.list(folder.resolve(program).resolve("target/app"))) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String content) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** By which it is run. */
    Map<String, String> environment(Path parent) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", parent.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("DELIVERED", parent.resolve("delivered").toString());
        environment.put("RASTRO_JAVA_HOME", System.getProperty("java.home"));
        return environment;
    }
}
