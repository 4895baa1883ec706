package dev.rastro.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** The program's sources, of all modules, parsed by the JDK's own compiler. */
final class Sources {

    private Sources() {}

    static Path root() {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("rastro"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException("run this below the project's root");
            }
        }
        return root;
    }

    /** Sources of the program itself, without those of tests. */
    static List<Path> ofProgram() {
        try (var modules = Files.list(root())) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(Sources::javaFilesBelow)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFilesBelow(Path folder) {
        return filesBelow(folder, ".java");
    }

    private static Stream<Path> filesBelow(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of all modules' sources, tests included, and of the documents: file, then line. */
    static List<String> linesMatching(Pattern pattern, String ending) {
        try (var top = Files.list(root())) {
            return top.flatMap(Sources::written)
                    .flatMap(path -> filesBelow(path, ending))
                    .flatMap(file -> linesMatching(pattern, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What people have written, of a folder or file of the root. */
    private static Stream<Path> written(Path top) {
        var isWritten = Files.isRegularFile(top) || top.endsWith("docs");
        return Stream.of(isWritten ? top : top.resolve("src")).filter(Files::exists);
    }

    private static Stream<String> linesMatching(Pattern pattern, Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> pattern.matcher(line).find())
                    .map(line -> root().relativize(file) + ": " + line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A parser that can also tell where in a file something stands. */
    static JavacTask parser(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, Locale.ROOT, null);
        return (JavacTask)
                compiler.getTask(
                        null,
                        manager,
                        null,
                        List.of("-proc:none"),
                        null,
                        manager.getJavaFileObjectsFromPaths(files));
    }

    static Path pathOf(CompilationUnitTree unit) {
        return root().relativize(Path.of(unit.getSourceFile().toUri()));
    }
}
