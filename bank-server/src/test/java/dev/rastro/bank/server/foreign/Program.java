package dev.rastro.bank.server.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A foreign program: run to its end, with what it says. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Program() {}

    /** What a program said, errors included, and how it ended. */
    record Outcome(int status, String output) {

        boolean isGood() {
            return status == 0;
        }
    }

    static Outcome run(Path folder, String... command) {
        return run(folder, List.of(command));
    }

    /** One that does not end, or cannot be started, has failed. */
    static Outcome run(Path folder, List<String> command) {
        Path log = folder.resolve(Path.of(command.getFirst()).getFileName() + ".log");
        try {
            Files.createDirectories(folder);
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().put("REDOCLY_TELEMETRY", "off");
            builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            builder.environment().put("NO_COLOR", "1");
            var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Outcome(ended ? process.exitValue() : -1, Files.readString(log));
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
