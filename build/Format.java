import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks ({@code check}) or mends ({@code write}) the formatting of every Java source below a folder. */
public final class Format {

    public static void main(String[] arguments) throws Exception {
        boolean write = arguments[0].equals("write");
        var root = Path.of(arguments[1]);
        var formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        int bad = 0;
        for (Path file : sources(root)) {
            String before = Files.readString(file);
            String after = formatter.formatSourceAndFixImports(before);
            if (after.equals(before)) {
                continue;
            }
            if (write) {
                // What was just broken into lines may come out shorter the second time.
                Files.writeString(file, formatter.formatSourceAndFixImports(after));
            } else {
                bad++;
                System.err.println("badly formatted: " + root.relativize(file));
            }
        }
        if (bad > 0) {
            System.err.println("mend with: mvn validate -N -Dformat=write");
            System.exit(1);
        }
    }

    private static List<Path> sources(Path root) throws Exception {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> root.relativize(file).toString().contains("src"))
                    .sorted()
                    .toList();
        }
    }
}
