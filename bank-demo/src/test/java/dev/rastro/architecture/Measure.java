package dev.rastro.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How long and how wide the sources are: each thing by its name, with its size. */
record Measure(
        Map<String, Integer> linesOfFile,
        Map<String, Integer> linesOfMethod,
        Map<String, Integer> parametersOfMethod,
        Map<String, Integer> typesOfPackage) {

    static Measure of(List<Path> files) {
        var measure =
                new Measure(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        var parser = Sources.parser(files);
        var positions = Trees.instance(parser).getSourcePositions();
        try {
            for (var unit : parser.parse()) {
                measure.add(unit, positions);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return measure;
    }

    private void add(CompilationUnitTree unit, SourcePositions positions) throws IOException {
        var name = Objects.toString(unit.getPackageName());
        var text = unit.getSourceFile().getCharContent(true).toString();
        linesOfFile.put(
                name + "." + Sources.pathOf(unit).getFileName(), (int) text.lines().count());
        typesOfPackage.merge(name, unit.getTypeDecls().size(), Integer::sum);
        unit.accept(new Methods(unit, positions), null);
    }

    private final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private String type = "";
        private boolean record;

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            var outerType = type;
            boolean outerRecord = record;
            type =
                    type.isEmpty()
                            ? tree.getSimpleName().toString()
                            : type + "." + tree.getSimpleName();
            record = tree.getKind() == Tree.Kind.RECORD;
            super.visitClass(tree, null);
            type = outerType;
            record = outerRecord;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            var name =
                    "%s.%s.%s"
                            .formatted(
                                    Objects.toString(unit.getPackageName()), type, tree.getName());
            linesOfMethod.merge(name, lines(tree), Math::max);
            if (!(record && tree.getReturnType() == null)) {
                parametersOfMethod.merge(name, tree.getParameters().size(), Math::max);
            }
            return super.visitMethod(tree, null);
        }

        private int lines(Tree tree) {
            return (int) (line(positions.getEndPosition(unit, tree)) - line(start(tree)) + 1);
        }

        private long start(Tree tree) {
            return positions.getStartPosition(unit, tree);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
