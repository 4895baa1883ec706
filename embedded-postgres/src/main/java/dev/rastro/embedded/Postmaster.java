package dev.rastro.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server process of one data directory. It runs in a session of its own, away from Ctrl-C. */
final class Postmaster {

    private static final Logger LOG = System.getLogger(Postmaster.class.getName());

    /** Recovery after a crash reads at most about two of these (max_wal_size). */
    private static final String START_SECONDS = "600";

    private static final String STOP_SECONDS = "60";

    /** On the command line, so that no configuration file weakens them. */
    static final List<String> DURABLE =
            List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on");

    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "max_connections=50",
                    "shared_buffers=256MB",
                    "max_wal_size=2GB",
                    "checkpoint_timeout=15min");

    private final Programs programs;
    private final Path data;
    private final ServerLog log;
    private final int port;

    Postmaster(Programs programs, Path data, Path logFile, int port) {
        this.programs = programs;
        this.data = data;
        this.log = new ServerLog(logFile);
        this.port = port;
    }

    void start() {
        var options = new StringBuilder("-p " + port);
        Stream.of(DURABLE, SETTINGS)
                .flatMap(List::stream)
                .forEach(setting -> options.append(" -c ").append(setting));
        long logEnd = log.end();
        try {
            control("start", "-t", START_SECONDS, "-l", "" + log.file(), "-o", "" + options);
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    "The embedded PostgreSQL did not start: %s; its log is %s"
                            .formatted(
                                    // The server says nothing where its control does not start it.
                                    log.reasonSince(logEnd).orElseGet(() -> saidByControl(e)),
                                    log.file()),
                    e);
        }
    }

    private static String saidByControl(DatabaseException e) {
        var said = String.valueOf(e.getMessage());
        return said.substring(Math.max(0, said.lastIndexOf("pg_ctl: ")));
    }

    /** In good order, if it can; what was acknowledged is there in any case. */
    void stop() {
        if (!isRunning()) {
            return;
        }
        try {
            control("stop", "-t", STOP_SECONDS, "-m", "fast");
        } catch (DatabaseException e) {
            LOG.log(Level.WARNING, "The embedded PostgreSQL does not stop: {0}", e.getMessage());
            control("stop", "-t", STOP_SECONDS, "-m", "immediate");
        }
    }

    /**
     * Whether the process that has the data is there, also while it starts or stops; yes, where
     * that cannot be seen.
     */
    boolean isRunning() {
        try {
            // One that nobody waited for keeps its number, but has no program any more.
            return process().flatMap(process -> process.info().command()).isPresent()
                    || !canSeeProcesses();
        } catch (IOException | DatabaseException e) {
            LOG.log(Level.DEBUG, "cannot read the number of the process", e);
            return true;
        }
    }

    /** Not while this process has too many files open, for example. */
    private static boolean canSeeProcesses() {
        return ProcessHandle.current().info().command().isPresent();
    }

    private Optional<ProcessHandle> process() throws IOException {
        var file = processFile();
        try {
            return ProcessHandle.of(pid(file, Files.readAllLines(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path processFile() {
        return data.resolve("postmaster.pid");
    }

    private void control(String action, String... arguments) {
        var all = new ArrayList<>(List.of(action, "-w", "-D", data.toString()));
        all.addAll(List.of(arguments));
        programs.run("pg_ctl", all);
    }

    /** Takes the directory back from a run that died without stopping its server. */
    void stopLeftover() throws IOException {
        var process = process();
        if (process.isEmpty()) {
            return; // PostgreSQL itself sees that the file is stale.
        }
        switch (ownership(process.get())) {
            case OURS -> {
                LOG.log(Level.INFO, "Stopping the database that an earlier run left behind");
                stop();
            }
            // PostgreSQL would take whoever has the number for a server. Whether processes of an
            // earlier one still use the data is seen by the memory that they share.
            case FOREIGN -> Files.delete(processFile());
            case UNKNOWN ->
                    throw new DatabaseException(
                            "Process %d may be a PostgreSQL that uses %s. Stop it, or delete %s if it is something else."
                                    .formatted(process.get().pid(), data, processFile()));
        }
    }

    private static long pid(Path file, List<String> lines) {
        try {
            return Long.parseLong(lines.getFirst().strip());
        } catch (RuntimeException e) {
            throw new DatabaseException(
                    file + " is damaged. Delete it if no PostgreSQL uses its directory.", e);
        }
    }

    private enum Ownership {
        OURS,
        FOREIGN,
        UNKNOWN
    }

    /** Two servers on one directory would destroy it: only the certainly foreign is ignored. */
    private Ownership ownership(ProcessHandle process) {
        var seen = process.info();
        if (seen.command().isEmpty()) {
            boolean isOurs = seen.user().equals(ProcessHandle.current().info().user());
            // One of our user without a program has ended, and only its number is left.
            boolean hasEnded = seen.arguments().isEmpty() && canSeeProcesses();
            return seen.user().isPresent() && (!isOurs || hasEnded)
                    ? Ownership.FOREIGN
                    : Ownership.UNKNOWN;
        }
        if (!isPostgres(Path.of(seen.command().get()))) {
            return Ownership.FOREIGN;
        }
        var arguments = List.of(seen.arguments().orElse(new String[0]));
        return arguments.contains(data.toString()) ? Ownership.OURS : Ownership.UNKNOWN;
    }

    private static boolean isPostgres(Path program) {
        // Linux appends " (deleted)" when the file is gone.
        return program.getFileName().toString().startsWith("postgres");
    }
}
