package dev.rastro.bank.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A real, durable PostgreSQL in a folder, for those who bring none. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String OWNER = "postgres";

    private final Path directory;
    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final String url;
    private final Thread exit = new Thread(this::close, "embedded-database-exit");
    private boolean closed;

    private EmbeddedDatabase(
            Path directory, DirectoryLock lock, Postmaster postmaster, String url) {
        this.directory = directory;
        this.lock = lock;
        this.postmaster = postmaster;
        this.url = url;
    }

    /**
     * Starts the database in this folder, which is made if it is missing. What an earlier process
     * committed there is there, however that process ended.
     */
    public static EmbeddedDatabase start(Path directory) {
        try {
            var real = Files.createDirectories(directory).toRealPath();
            var lock = DirectoryLock.take(real);
            try {
                var database = startLocked(real, lock);
                database.stopOnExit();
                return database;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseException("Cannot use the data directory " + directory, e);
        }
    }

    private void stopOnExit() {
        try {
            Runtime.getRuntime().addShutdownHook(exit);
        } catch (IllegalStateException e) {
            close();
            throw new DatabaseException("Told to stop while the database was starting", e);
        }
    }

    private static EmbeddedDatabase startLocked(Path directory, DirectoryLock lock)
            throws IOException {
        var programs = Programs.in(Binaries.unpackBelow(directory.resolve("postgres-binaries")));
        int version = majorVersion(programs);
        // A newer major version cannot read an older one's files.
        var data = directory.resolve("postgres-" + version);
        var password = password(directory.resolve("postgres-" + version + ".password"));
        if (!Files.exists(data)) {
            initialize(programs, data, password, version);
        }
        var postmaster = new Postmaster(programs, data, directory.resolve("postgres.log"));
        postmaster.stopLeftover();
        int port = freePort();
        postmaster.start(port);
        var url =
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
                        .formatted(port, OWNER, Files.readString(password));
        return new EmbeddedDatabase(directory, lock, postmaster, url);
    }

    private static int majorVersion(Programs programs) {
        var output = programs.run("postgres", List.of("--version"));
        var version = Pattern.compile("\\) (\\d+)").matcher(output);
        if (!version.find()) {
            throw new DatabaseException("Not a PostgreSQL version: " + output.strip());
        }
        return Integer.parseInt(version.group(1));
    }

    /** Everybody on this machine reaches the loopback address, but only we may read the file. */
    private static Path password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            var unfinished = Files.createTempFile(file.getParent(), "unfinished-", ".password");
            Files.writeString(unfinished, HexFormat.of().formatHex(secret));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void initialize(Programs programs, Path data, Path password, int version)
            throws IOException {
        var parent = Optional.ofNullable(data.getParent()).orElseThrow();
        Folders.deleteLeftovers(parent);
        var unfinished = Folders.createUnfinished(parent);
        var arguments = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", OWNER));
        arguments.addAll(List.of("-A", "scram-sha-256", "--pwfile", password.toString()));
        arguments.addAll(List.of("-E", "UTF8", "--no-locale", "--data-checksums"));
        if (version >= 17) {
            // The operating system's order of characters changes with its updates; this never does.
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        programs.run("initdb", arguments);
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** JDBC URL of the owner, with the password in it: not for logs. */
    public String url() {
        return url;
    }

    public Path directory() {
        return directory;
    }

    /**
     * Without this, the JVM's exit stops the database, alongside all other shutdown hooks. A caller
     * whose own shutdown hook still needs the database calls this and closes it there, last.
     */
    public void leaveExitToCaller() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // The exit is under way, and close() may be called twice.
        }
    }

    /** Stops the server in good order. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        leaveExitToCaller();
        try (lock) {
            postmaster.stop();
        } catch (IOException e) {
            throw new DatabaseException("Cannot unlock the data directory " + directory, e);
        }
    }
}
