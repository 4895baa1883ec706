package dev.rastro.engine.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.engine.postgres.schema.Migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * A real PostgreSQL for the tests of one JVM; each test gets a database of its own, because a log
 * cannot be emptied.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "rastro_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final DataSource pool;

    private TestDatabase(String name) {
        this.name = name;
        this.pool = Pools.over(asWriter());
    }

    /**
     * Every new connection costs a process of the server, which polling readers would pay with each
     * look. Nobody closes a test's database: what rests leaves the pool by itself.
     */
    private static final class Pools {
        private static final int SIZE = 20;
        private static final long REST_MILLIS = 10_000;
        private static final ScheduledExecutorService HOUSEKEEPER =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("test-pools").factory());

        static {
            System.setProperty("com.zaxxer.hikari.housekeeping.periodMs", "5000");
        }

        static DataSource over(DataSource source) {
            var config = new HikariConfig();
            config.setDataSource(source);
            config.setMaximumPoolSize(SIZE);
            config.setMinimumIdle(0);
            config.setIdleTimeout(REST_MILLIS);
            config.setConnectionTimeout(60_000);
            config.setInitializationFailTimeout(-1);
            config.setScheduledExecutor(HOUSEKEEPER);
            return new HikariDataSource(config);
        }
    }

    /** Durable settings, as in earnest; the server dies with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        static EmbeddedPostgres start() {
            try {
                var data = Files.createTempDirectory("rastro-test");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(data)));
                var postgres =
                        EmbeddedPostgres.builder()
                                .setDataDirectory(data)
                                .setCleanDataDirectory(false)
                                .setServerConfig("fsync", "on")
                                .setServerConfig("synchronous_commit", "on")
                                .setServerConfig("max_connections", "200")
                                .start();
                createTemplate(postgres);
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /**
         * Nobody wants the data any more: to stop in good order would take longer than most tests.
         */
        private static void drop(Path data) {
            try {
                var postmaster = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
                new ProcessBuilder("kill", "-QUIT", postmaster).start().waitFor();
                new ProcessBuilder("rm", "-rf", data.toString()).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void createTemplate(EmbeddedPostgres postgres) throws SQLException {
            execute(postgres.getPostgresDatabase(), "CREATE DATABASE " + TEMPLATE);
            try (var connection = postgres.getDatabase("postgres", TEMPLATE).getConnection()) {
                Migrations.engine().run(connection);
            }
        }
    }

    /** A database with the engine's schema and nothing in it. */
    public static TestDatabase withEmptyLog() {
        var database = create(TEMPLATE);
        try {
            // What is granted on a database is not copied from its template.
            database.execute(
                    "GRANT CREATE ON DATABASE %s TO %s"
                            .formatted(database.name, Migrations.APPLICATION_ROLE));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /** A database without any schema. */
    public static TestDatabase empty() {
        return create("template0");
    }

    private static TestDatabase create(String template) {
        var name = "test_" + COUNT.incrementAndGet();
        try {
            execute(
                    Server.POSTGRES.getPostgresDatabase(),
                    "CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(name);
    }

    /** Connections of the owner and superuser. */
    public DataSource asOwner() {
        return source("");
    }

    /** Pooled connections of the role under which the application works, as in earnest. */
    public DataSource asApplication() {
        return pool;
    }

    /** Unpooled connections of that role: for the one that appends, and for pools. */
    public DataSource asWriter() {
        return source("-c role=" + Migrations.APPLICATION_ROLE);
    }

    /**
     * What a source gives.
     *
     * @param count of the connections that were asked for
     */
    public static DataSource counting(DataSource source, AtomicInteger count) {
        return (DataSource)
                Proxy.newProxyInstance(
                        DataSource.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) -> {
                            count.incrementAndGet();
                            try {
                                return method.invoke(source, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** JDBC URL of the owner. */
    public String url() {
        return "jdbc:postgresql://localhost:%d/%s?user=postgres"
                .formatted(Server.POSTGRES.getPort(), name);
    }

    private DataSource source(String options) {
        var source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {Server.POSTGRES.getPort()});
        source.setDatabaseName(name);
        source.setUser("postgres");
        source.setOptions(options);
        return source;
    }

    /** Runs statements as the owner. */
    public void execute(String sql) throws SQLException {
        execute(asOwner(), sql);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
