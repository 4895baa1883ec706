package dev.rastro.bank.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** A real, durable PostgreSQL in a folder, for those who bring none. */
public final class EmbeddedDatabase implements AutoCloseable {

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
            var real = DurableFiles.createDirectories(directory).toRealPath();
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
        var cluster = new Cluster(directory, programs);
        var postmaster =
                new Postmaster(programs, cluster.data(), directory.resolve("postgres.log"));
        postmaster.stopLeftover();
        var password = cluster.open();
        int port = freePort();
        postmaster.start(port);
        var url =
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
                        .formatted(port, Cluster.OWNER, password);
        return new EmbeddedDatabase(directory, lock, postmaster, url);
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
