package dev.rastro.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
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
