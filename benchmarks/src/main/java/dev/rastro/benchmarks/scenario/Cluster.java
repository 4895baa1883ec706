package dev.rastro.benchmarks.scenario;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.database.DataSources;
import dev.rastro.embedded.Durability;
import dev.rastro.embedded.EmbeddedDatabase;

import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

/** The durable PostgreSQL on which all contenders work, each in a database of its own. */
public final class Cluster implements AutoCloseable {

    /** Beyond this number, contenders with a connection per caller only got slower on two cores. */
    private static final int CONNECTIONS = 16;

    private static final String SETTINGS =
            """
            SELECT name, current_setting(name) FROM pg_settings
             WHERE name IN ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
                            'wal_sync_method', 'shared_buffers', 'max_wal_size', 'wal_compression',
                            'max_connections', 'data_checksums')
            """;

    private final EmbeddedDatabase embedded;
    private final ProcessHandle postmaster;
    private int databases;

    private Cluster(EmbeddedDatabase embedded, ProcessHandle postmaster) {
        this.embedded = embedded;
        this.postmaster = postmaster;
    }

    /**
     * @throws IllegalStateException if the settings are not durable: such figures are worth nothing
     */
    public static Cluster start(Path directory) throws SQLException {
        var embedded = EmbeddedDatabase.start(directory);
        var cluster = new Cluster(embedded, postmaster(directory));
        try (var connection = cluster.source("postgres").getConnection()) {
            var durability = Durability.read(connection);
            if (!durability.isSafe()) {
                throw new IllegalStateException("not durable: " + durability.describe());
            }
        }
        return cluster;
    }

    private static ProcessHandle postmaster(Path directory) {
        try (var files =
                Files.find(directory, 2, (file, about) -> file.endsWith("postmaster.pid"))) {
            var lines = Files.readAllLines(files.findFirst().orElseThrow());
            return ProcessHandle.of(Long.parseLong(lines.getFirst())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time of the server's processes that are alive. */
    public Duration cpuTime() {
        return postmaster
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    public Map<String, String> settings() throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        try (var connection = source("postgres").getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(rows.getString(1), rows.getString(2));
            }
        }
        return settings;
    }

    private PGSimpleDataSource source(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(url(database));
        return source;
    }

    private String url(String database) {
        return embedded.url().replace("/postgres?", "/" + database + "?");
    }

    private String create() throws SQLException {
        var name = "bench_" + ++databases;
        try (var connection = source("postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return name;
    }

    /** An empty database as Rastro uses it. */
    public Home newHome() throws SQLException {
        return newHome(CONNECTIONS);
    }

    /**
     * @param readers how many connections there are for reading; writing has one of its own
     */
    public Home newHome(int readers) throws SQLException {
        var name = create();
        var sources = new DataSources(url(name));
        BankServer.migrate(sources.ownerSource());
        return new Home(
                sources.applicationPool(readers), sources.writerSource(), sources.ownerSource());
    }

    /** An empty database, by its JDBC URL, for who brings a pool of his own. */
    public String newUrl() throws SQLException {
        return url(create());
    }

    /** An empty database for plain SQL, with a pool of connections. */
    public HikariDataSource newPool(String... ddl) throws SQLException {
        return newPool(CONNECTIONS, ddl);
    }

    public HikariDataSource newPool(int connections, String... ddl) throws SQLException {
        var config = new HikariConfig();
        config.setDataSource(source(create()));
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(120_000);
        var pool = new HikariDataSource(config);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : ddl) {
                statement.execute(sql);
            }
        }
        return pool;
    }

    /** Where a Rastro lives. */
    public record Home(HikariDataSource pool, DataSource writer, DataSource owner)
            implements AutoCloseable {

        public long longOf(String sql) throws SQLException {
            try (var connection = owner.getConnection();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        public void execute(String sql) throws SQLException {
            try (var connection = owner.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    @Override
    public void close() {
        embedded.close();
    }
}
