package dev.rastro.bank.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A real PostgreSQL of our own, in a directory that outlives us. We start and stop it ourselves
 * rather than through the library that brings the programs: that one stops the server in a shutdown
 * hook, at the same time as requests in flight still want to be finished.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String USER = "rastro";
    private static final String DATABASE = "rastro";
    private static final int PASSWORD_BYTES = 24;
    private static final int START_ATTEMPTS = 3;

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("listen_addresses", "127.0.0.1"),
                    // No place in the file system that another program could use or block.
                    Map.entry("unix_socket_directories", ""),
                    Map.entry("fsync", "on"),
                    Map.entry("synchronous_commit", "on"),
                    Map.entry("full_page_writes", "on"),
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("max_connections", "50"),
                    Map.entry("max_wal_size", "2GB"),
                    Map.entry("checkpoint_timeout", "15min"),
                    Map.entry("checkpoint_completion_target", "0.9"),
                    Map.entry("log_checkpoints", "off"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"));

    private final Path data;
    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final DatabaseUrl url;
    private boolean closed;

    private EmbeddedDatabase(
            Path data, DirectoryLock lock, Postmaster postmaster, DatabaseUrl url) {
        this.data = data;
        this.lock = lock;
        this.postmaster = postmaster;
        this.url = url;
    }

    /** Starts below the directory, which is created where it is missing. */
    public static EmbeddedDatabase start(Path directory) {
        Path root = created(directory);
        DirectoryLock lock = DirectoryLock.take(root);
        try {
            return start(root, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public DatabaseUrl url() {
        return url;
    }

    /** Where the rows are. */
    public Path directory() {
        return data;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            postmaster.stop();
        } finally {
            lock.close();
        }
    }

    private static EmbeddedDatabase start(Path root, DirectoryLock lock) {
        var programs = new Programs(PostgresBinaries.unpackedBelow(cache()));
        String name = "postgres-" + programs.majorVersion();
        Path data = root.resolve(name);
        Path passwordFile = root.resolve(name + ".password");
        var postmaster = new Postmaster(programs, data, root.resolve("postgres.log"));
        if (!Files.exists(data)) {
            initialise(programs, data, passwordFile);
        }
        postmaster.takeOver();
        int port = start(postmaster);
        var url =
                new DatabaseUrl(
                        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE),
                        USER,
                        read(passwordFile));
        createDatabase(url, port);
        return new EmbeddedDatabase(data, lock, postmaster, url);
    }

    /** Elsewhere first, so that a half-made directory is never taken for a whole one. */
    private static void initialise(Programs programs, Path data, Path passwordFile) {
        Path partial = data.resolveSibling(data.getFileName() + ".new");
        try {
            FileTree.delete(partial);
            writeSecret(passwordFile, newPassword());
            Programs.Result result =
                    programs.run(
                            "initdb",
                            List.of(
                                    "--pgdata=" + partial,
                                    "--username=" + USER,
                                    "--pwfile=" + passwordFile,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale=C",
                                    "--data-checksums"));
            if (!result.succeeded()) {
                throw new DatabaseStartException("initdb failed: " + result.output());
            }
            Files.move(partial, data);
        } catch (IOException e) {
            throw new DatabaseStartException("cannot set up " + data, e);
        }
    }

    /** Between our finding a free port and PostgreSQL's using it, somebody else may take it. */
    private static int start(Postmaster postmaster) {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                postmaster.start(options(port));
                return port;
            } catch (DatabaseStartException e) {
                boolean portTaken = String.valueOf(e.getMessage()).contains("could not bind");
                if (!portTaken || attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** On the command line, where nothing that somebody writes into a file can weaken them. */
    private static String options(int port) {
        var settings = new TreeMap<>(SETTINGS);
        settings.put("port", Integer.toString(port));
        return settings.entrySet().stream()
                .map(setting -> "-c %s='%s'".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static void createDatabase(DatabaseUrl url, int port) {
        String maintenance = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
        try (Connection connection = DriverManager.getConnection(maintenance, url.credentials());
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_database WHERE datname = '%s'"
                                        .formatted(DATABASE))) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new DatabaseStartException("cannot create the database", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseStartException("there is no free port", e);
        }
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path home =
                configured == null || configured.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(configured);
        return home.resolve("rastro");
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new DatabaseStartException("cannot create " + directory, e);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, secret);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new DatabaseStartException("cannot read the password of the database", e);
        }
    }
}
