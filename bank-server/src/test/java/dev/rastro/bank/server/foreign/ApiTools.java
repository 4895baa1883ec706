package dev.rastro.bank.server.foreign;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.rastro.bank.server.foreign.Program.Outcome;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tools that judge the document: got from Maven's and npm's registries when they are first asked
 * for, and kept below {@code target}. Where they cannot be had, the test is skipped and says why.
 */
final class ApiTools {

    private static final Path SOURCES = Path.of("src/api-tools").toAbsolutePath();
    private static final Path HOME = Path.of("target/api-tools").toAbsolutePath();
    private static final Path JARS = HOME.resolve("jars");
    private static final Path PACKAGES = HOME.resolve("npm");
    private static final Path DOCUMENT =
            Path.of("src/main/resources/openapi.yaml").toAbsolutePath();
    private static final String NODE_CHECK =
            """
            const [major, minor] = process.versions.node.split('.').map(Number);
            process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
            """;

    private ApiTools() {}

    static Path document() {
        return DOCUMENT;
    }

    static Path source(String name) {
        return SOURCES.resolve(name);
    }

    /** An empty folder to work in. */
    static Path workplace(String name) {
        var folder = HOME.resolve(name);
        try {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** The generator of clients. */
    static Path generator() {
        return jars("openapi-generator-cli-").getFirst();
    }

    /** What the generated Java needs. */
    static String classPath() {
        return String.join(
                File.pathSeparator, jars("j").stream().map(Path::toString).toArray(String[]::new));
    }

    private static synchronized List<Path> jars(String prefix) {
        if (!Files.isDirectory(JARS)) {
            var part = HOME.resolve("jars.part");
            var pom = Path.of("pom.xml").toAbsolutePath();
            demand(
                    Program.run(
                            HOME,
                            "mvn",
                            "-B",
                            "-ntp",
                            "-q",
                            "-f",
                            pom.toString(),
                            "-Papi-tools",
                            "-Dapi-tools.folder=" + part,
                            "dependency:copy@api-tools"),
                    "Maven and its repository");
            move(part, JARS);
        }
        try (var files = Files.list(JARS)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts a program of npm's, such as a compiler. */
    static synchronized Path npm(String program) {
        if (!Files.isDirectory(PACKAGES)) {
            demand(Program.run(HOME, "node", "-e", NODE_CHECK), "Node.js 20.19 or newer");
            var part = workplace("npm.part");
            Stream.of("package.json", "package-lock.json").forEach(name -> copy(name, part));
            demand(
                    Program.run(part, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
                    "npm and its registry");
            move(part, PACKAGES);
        }
        return PACKAGES.resolve("node_modules/.bin").resolve(program);
    }

    private static void copy(String name, Path folder) {
        try {
            Files.copy(source(name), folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path part, Path whole) {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void demand(Outcome outcome, String what) {
        if (!outcome.isGood()) {
            var reason = "skipped, because it needs %s: %s".formatted(what, outcome.output());
            System.out.println(reason);
            abort(reason);
        }
    }
}
