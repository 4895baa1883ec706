package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.Main;
import dev.rastro.embedded.ChildJvm;

import org.awaitility.Awaitility;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as a user starts it. */
public final class RastroProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SERVING = "serving    ";

    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private RastroProcess(Process process) {
        this.process = process;
        this.readers =
                List.of(
                        read(process.inputReader(StandardCharsets.UTF_8), out),
                        read(process.errorReader(StandardCharsets.UTF_8), err));
    }

    /** Starts it in an environment without any setting of ours. */
    public static RastroProcess start(String... arguments) {
        return start(Map.of(), arguments);
    }

    public static RastroProcess start(Map<String, String> environment, String... arguments) {
        return run(environment, ChildJvm.command(Main.class, arguments));
    }

    /** By a launcher, as a user does. */
    public static RastroProcess launch(
            Path launcher, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    private static RastroProcess run(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("RASTRO_"));
        builder.environment().putAll(environment);
        try {
            return new RastroProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the embedded database of a folder. */
    public static RastroProcess serve(Path data, int port) {
        return start("serve", "--data", data.toString(), "--port", Integer.toString(port));
    }

    private static Thread read(BufferedReader stream, List<String> lines) {
        return Thread.startVirtualThread(() -> stream.lines().forEach(lines::add));
    }

    /** Where it serves, as soon as it says that it is ready. */
    public String url() {
        Awaitility.await("ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> isReady() || !process.isAlive());
        if (!isReady()) {
            throw new AssertionError("it ended instead of serving: " + words());
        }
        return served().orElseThrow(() -> new AssertionError(words()));
    }

    private boolean isReady() {
        return out.stream().anyMatch(line -> line.startsWith("ready "));
    }

    private Optional<String> served() {
        return out.stream()
                .filter(line -> line.startsWith(SERVING))
                .map(line -> line.substring(SERVING.length()))
                .findFirst();
    }

    public BankOverHttp bank() {
        return new BankOverHttp(url());
    }

    public List<String> out() {
        return out;
    }

    public List<String> err() {
        return err;
    }

    /** All that it said; complete only once it ended. */
    public String words() {
        return String.join("\n", out) + "\n" + String.join("\n", err);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As the system knows it. */
    public String commandLine() {
        return process.info().commandLine().orElseThrow();
    }

    /** SIGTERM, as a service manager does. */
    public void terminate() {
        // Unlike the process itself, its handle leaves the output open to be read.
        process.toHandle().destroy();
    }

    /** SIGINT, as Ctrl-C does. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** SIGSTOP: it stands still, and knows nothing of it. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** SIGKILL: it cannot do anything any more. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        exitStatus();
    }

    /** Waits for the end. */
    public int exitStatus() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "it does not end: " + words())
                .isTrue();
        for (var reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    /** A failed test must not leave anything running. */
    @Override
    public void close() {
        terminate();
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
