package dev.rastro.engine.postgres;

import dev.rastro.engine.postgres.schema.Migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
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

    private TestDatabase(String name) {
        this.name = name;
    }

    /** Durable settings, as in earnest; the server dies with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        static EmbeddedPostgres start() {
            try {
                var postgres =
                        EmbeddedPostgres.builder()
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

    /** Connections of the role under which the application works. */
    public DataSource asApplication() {
        return source("-c role=" + Migrations.APPLICATION_ROLE);
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
