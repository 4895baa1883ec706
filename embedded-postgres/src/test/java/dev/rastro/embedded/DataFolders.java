package dev.rastro.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders of an embedded database that was started before: to unpack the programs and to make a
 * cluster costs a processor seconds, which only tests of the very first start have to spend.
 */
public final class DataFolders {

    private DataFolders() {}

    /** One for all tests of a JVM. */
    private static final class Template {
        static final Path PARENT = make();

        private static Path make() {
            try {
                var parent = Files.createTempDirectory("rastro-data");
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(() -> run("rm", "-rf", parent.toString())));
                EmbeddedDatabase.start(parent.resolve("data")).close();
                return parent;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Fills a folder, which may be missing, with a database that was stopped in good order.
     *
     * @return the folder
     */
    public static Path startedBefore(Path folder) {
        run("mkdir", "-p", folder.toString());
        run("cp", "-a", Template.PARENT.resolve("data") + "/.", folder.toString());
        return folder;
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
