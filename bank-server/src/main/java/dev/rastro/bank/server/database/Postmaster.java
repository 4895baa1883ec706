package dev.rastro.bank.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The server process of one data directory: started, stopped, and taken over from the dead. */
final class Postmaster {

    private static final System.Logger LOG = System.getLogger(Postmaster.class.getName());

    /** Long enough for the recovery of everything since the last checkpoint. */
    private static final String START_SECONDS = "600";

    private static final String STOP_SECONDS = "60";
    private static final int LOG_LINES_SHOWN = 15;

    private final Programs programs;
    private final Path data;
    private final Path log;

    Postmaster(Programs programs, Path data, Path log) {
        this.programs = programs;
        this.data = data;
        this.log = log;
    }

    void start(String options) {
        Programs.Result result =
                programs.run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-w",
                                "-t",
                                START_SECONDS,
                                "-D",
                                data.toString(),
                                "-l",
                                log.toString(),
                                "-o",
                                options));
        if (!result.succeeded()) {
            throw new DatabaseStartException(
                    "PostgreSQL does not start on %s: %s%n%s"
                            .formatted(data, result.output(), endOfLog()));
        }
    }

    void stop() {
        if (!stop("fast") && !stop("immediate")) {
            throw new DatabaseStartException("PostgreSQL on %s does not stop".formatted(data));
        }
    }

    /**
     * Makes the directory free again after a process of ours, or the machine, died. We hold the
     * directory's lock, so whoever still runs there has lost its owner.
     */
    void takeOver() {
        Optional<ProcessHandle> process = processOfPidFile();
        if (process.isEmpty()) {
            // Dead or never there: PostgreSQL itself clears away the file of a dead process.
            return;
        }
        if (isOurs(process.get())) {
            LOG.log(System.Logger.Level.INFO, "taking over the PostgreSQL that was left behind");
            stop();
        } else {
            // The machine restarted and somebody else has the number now; PostgreSQL would only
            // see that a process of that number is alive.
            deletePidFile();
        }
    }

    private boolean stop(String mode) {
        return programs.run(
                        "pg_ctl",
                        List.of(
                                "stop",
                                "-w",
                                "-t",
                                STOP_SECONDS,
                                "-m",
                                mode,
                                "-D",
                                data.toString()))
                .succeeded();
    }

    private Optional<ProcessHandle> processOfPidFile() {
        try {
            Path file = pidFile();
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            long pid = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseStartException("cannot read " + pidFile(), e);
        }
    }

    private boolean isOurs(ProcessHandle process) {
        String commandLine = commandLine(process);
        return commandLine.contains("postgres") && commandLine.contains(data.toString());
    }

    private static String commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.exists(file)
                    ? Files.readString(file).replace('\0', ' ')
                    : process.info().commandLine().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new DatabaseStartException("cannot delete " + pidFile(), e);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
