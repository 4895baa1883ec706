package dev.rastro.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A real, durable PostgreSQL in a folder, for those who bring none. */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path directory;
    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final Watch watch;
    private final String url;
    private final Thread exit = new Thread(this::close, "embedded-database-exit");
    private boolean closed;

    /**
     * @param reserveBytes how much room must be left on the disk for writes to be taken
     * @param patience how long to try to start a server again that ended
     */
    public record Settings(long reserveBytes, Duration patience) {
        public static final Settings DEFAULT = new Settings(512L << 20, Duration.ofMinutes(2));
    }

    private EmbeddedDatabase(DirectoryLock lock, Postmaster postmaster, Watch watch, String url) {
        this.directory = lock.directory();
        this.lock = lock;
        this.postmaster = postmaster;
        this.watch = watch;
        this.url = url;
    }

    public static EmbeddedDatabase start(Path directory) {
        return start(directory, Settings.DEFAULT);
    }

    /**
     * Starts the database in this folder, which is made if it is missing. What an earlier process
     * committed there is there, however that process ended.
     */
    public static EmbeddedDatabase start(Path directory, Settings settings) {
        try {
            var real = DurableFiles.createDirectories(directory).toRealPath();
            var lock = DirectoryLock.take(real);
            try {
                var database = startLocked(lock, settings);
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

    private static EmbeddedDatabase startLocked(DirectoryLock lock, Settings settings)
            throws IOException {
        var directory = lock.directory();
        var programs = Programs.in(Binaries.unpackBelow(directory.resolve("postgres-binaries")));
        var cluster = new Cluster(directory, programs);
        int port = freePort();
        var log = directory.resolve("postgres.log");
        var postmaster = new Postmaster(programs, cluster.data(), log, port);
        postmaster.stopLeftover();
        var password = cluster.open();
        postmaster.start();
        var url =
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
                        .formatted(port, Cluster.OWNER, password);
        var watch = new Watch(postmaster, directory, settings);
        return new EmbeddedDatabase(lock, postmaster, watch, url);
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

    /** Known within a second, and without asking the database. */
    public DatabaseState state() {
        return watch.state();
    }

    /** Completes when the server ended and could not be started again; says why. */
    public CompletableFuture<DatabaseException> lost() {
        return watch.lost();
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
        watch.retire();
        try (lock) {
            do {
                postmaster.stop();
            } while (!watch.isOverWithin(LOOK_AGAIN));
            postmaster.stop(); // Started at the last moment.
        } catch (IOException e) {
            throw new DatabaseException("Cannot unlock the data directory " + directory, e);
        }
    }
}
