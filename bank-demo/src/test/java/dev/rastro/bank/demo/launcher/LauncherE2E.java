package dev.rastro.bank.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rastro.bank.cli.process.RastroProcess;
import dev.rastro.embedded.DataFolders;
import dev.rastro.engine.postgres.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The launcher, in a checkout of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LauncherE2E {

    private static final Duration SOON = Duration.ofSeconds(90);

    /** The status of a command that something is missing from: the quickest that is no help. */
    private static final int MISUSED = 2;

    private static final List<String> COMMANDS =
            List.of("serve", "demo", "import", "events", "account", "projections");

    @TempDir Path temporary;

    private final TestDatabase database = TestDatabase.empty();
    private final List<RastroProcess> started = new ArrayList<>();
    private Checkout checkout;

    @BeforeEach
    void make_a_checkout() throws IOException {
        checkout = Checkout.in(temporary);
    }

    @AfterEach
    void stop_what_is_left() {
        started.forEach(RastroProcess::close);
    }

    @Test
    void a_built_folder_that_was_copied_and_moved_starts_and_builds_nothing() throws Exception {
        // Where there are no data yet, a sealed package is used.
        serveOn("data", checkout);
        assertThat(archives(checkout)).hasSize(1);
        serveOn("data", checkout);
        assertThat(archives(checkout)).hasSize(1);

        var copy = new Checkout(temporary.resolve("copy"));
        copy(checkout.folder(), copy.folder());
        var moved = new Checkout(temporary.resolve("moved"));
        Files.move(copy.folder(), moved.folder());
        serveOn("data", moved);

        assertThat(timesBuilt()).isEqualTo(1);
    }

    @Test
    void an_archive_of_classes_that_a_power_cut_damaged_keeps_nobody_from_starting()
            throws Exception {
        DataFolders.startedBefore(temporary.resolve("data"));
        serveOn("data", checkout);
        var archive = archives(checkout).getFirst();
        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[(int) (file.length() / 8)]);
        }
        serveOn("data", checkout);

        try (var file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(0);
        }
        serveOn("data", checkout);
    }

    private static void copy(Path from, Path to) throws Exception {
        var copying = new ProcessBuilder("cp", "-r", from.toString(), to.toString()).start();
        assertThat(copying.waitFor()).isZero();
    }

    @Test
    void a_build_takes_no_jar_away_from_a_server_that_runs() throws Exception {
        assumeThat(hasFlock()).as("flock says who runs what").isTrue();
        var server = serve(checkout);
        server.url();
        var running = checkout.builds().getFirst();
        var before = contents(running);

        assertThat(wordsOf(launch(checkout, "bench", "--help"))).contains("building Rastro");
        checkout.write("bank/src/main/Source.java", "class Source { int changed; }");
        assertThat(launch(checkout, "import").exitStatus()).isEqualTo(MISUSED);

        assertThat(contents(running)).isEqualTo(before);
        assertThat(checkout.builds()).hasSize(2).contains(running);
        assertThat(checkout.builds("benchmarks")).hasSize(1);
        assertThat(server.bank().get("/health/ready").status()).isEqualTo(200);
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);

        checkout.write("bank/src/main/Source.java", "class Source { int changedAgain; }");
        assertThat(launch(checkout, "import").exitStatus()).isEqualTo(MISUSED);
        assertThat(checkout.builds()).as("nobody runs the others").hasSize(1);
        assertThat(timesBuilt()).isEqualTo(4);
    }

    @Test
    void only_what_the_sources_say_is_built_whatever_their_times_say() throws Exception {
        assertThat(launch(checkout, "import").exitStatus()).isEqualTo(MISUSED);
        checkout.write("bank/src/main/Source.java", "class Source {}");

        var again = launch(checkout, "import");

        assertThat(again.exitStatus()).isEqualTo(MISUSED);
        assertThat(again.err()).noneMatch(line -> line.startsWith("building"));
        assertThat(timesBuilt()).isEqualTo(1);
    }

    @Test
    void help_and_versions_come_from_what_is_built_and_only_what_never_was_is_built_first()
            throws Exception {
        assertThat(launch(checkout, "--version").exitStatus()).isZero();
        assertThat(timesBuilt()).isEqualTo(1);
        checkout.write("bank/src/main/Source.java", "class Source { int changed; }");

        for (var command : COMMANDS) {
            var help = launch(checkout, command, "--help");
            assertThat(help.exitStatus()).as(help::words).isZero();
            assertThat(help.err()).isEmpty();
            assertThat(help.out()).first().asString().startsWith("Usage: rastro ");
        }
        var version = launch(checkout, "--version");
        assertThat(version.exitStatus()).isZero();
        assertThat(version.out()).singleElement().asString().startsWith("rastro ");
        assertThat(timesBuilt()).isEqualTo(1);

        // What is delivered here need not hold benchmarks; all that matters is whether it builds.
        assertThat(wordsOf(launch(checkout, "bench", "--help"))).contains("building Rastro");
        checkout.write("bank/src/main/Source.java", "class Source { int changedAgain; }");
        assertThat(wordsOf(launch(checkout, "bench", "--help"))).doesNotContain("building");
        assertThat(timesBuilt()).isEqualTo(2);
    }

    private static String wordsOf(RastroProcess program) throws InterruptedException {
        assertThat(program.exitStatus()).isNotNegative();
        return program.words();
    }

    @Test
    void the_demo_uses_the_archive_of_classes_too() throws Exception {
        var demo = launch(checkout, "demo", "--port=0", "--database-url", database.url());
        Awaitility.await("the demo begins")
                .atMost(SOON)
                .until(() -> demo.words().contains("demo       a year") || !demo.isAlive());
        demo.terminate();

        assertThat(demo.exitStatus()).as(demo::words).isEqualTo(143);
        assertThat(archives(checkout)).hasSize(1);
    }

    @Test
    void whoever_serves_in_earnest_does_not_have_the_demo() throws Exception {
        var server = serve(checkout);
        server.url();
        assertThat(server.commandLine()).doesNotContain("demo");
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
    }

    @Test
    void the_demo_is_there_however_it_is_asked_for() throws Exception {
        var file = Files.writeString(temporary.resolve("settings"), "port=0\nallow-demo=true\n");
        var url = "--database-url=" + database.url();

        assertAllowsTheDemo(launch(checkout, "serve", "--allow-demo", "--port=0", url));
        assertAllowsTheDemo(launch(checkout, "serve", "--config=" + file, url));
        assertAllowsTheDemo(launch(checkout, "serve", "--config", file.toString(), url));
    }

    private static void assertAllowsTheDemo(RastroProcess server) throws Exception {
        assertThat(server.bank().get("/api/v1/admin/demo").get("allowed")).isEqualTo("true");
        server.terminate();
        assertThat(server.exitStatus()).as(server::words).isEqualTo(143);
    }

    private void serveOn(String data, Checkout from) throws Exception {
        var folder = temporary.resolve(data).toString();
        var server = launch(from, "serve", "--port=0", "--data", folder);
        server.url();
        server.terminate();
        assertThat(server.exitStatus()).as(server::words).isEqualTo(143);
    }

    private RastroProcess serve(Checkout from) {
        return launch(from, "serve", "--port=0", "--database-url", database.url());
    }

    private RastroProcess launch(Checkout from, String... arguments) {
        var process =
                RastroProcess.launch(from.launcher(), checkout.environment(temporary), arguments);
        started.add(process);
        return process;
    }

    private static List<Path> archives(Checkout of) throws IOException {
        try (var walk = Files.walk(of.folder())) {
            return walk.filter(path -> path.toString().endsWith(".jsa")).toList();
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    private int timesBuilt() throws IOException {
        return Files.readAllLines(temporary.resolve("builds")).size();
    }

    private static boolean hasFlock() throws InterruptedException {
        try {
            return new ProcessBuilder("flock", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
