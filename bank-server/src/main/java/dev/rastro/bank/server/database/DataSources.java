package dev.rastro.bank.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.engine.postgres.schema.Migrations;

import org.postgresql.ds.PGSimpleDataSource;

import java.time.Duration;

import javax.sql.DataSource;

/** The ways in which we connect to the database of an owner's URL. */
public final class DataSources {

    private static final int CONNECT_SECONDS = 5;

    /**
     * A lost network must not hold the only appender for ever. A commit that is only slow is not
     * tried again for that: the next connection waits for it, and finds out what became of it.
     */
    private static final int WRITER_ANSWER_SECONDS = 60;

    private static final int PROBE_ANSWER_SECONDS = 3;

    /**
     * How connections of a pool are used: how long somebody waits for one; what takes longer than a
     * statement may is cancelled by the database; a connection that is silent for longer than an
     * answer may take is given up.
     */
    private record Use(
            String name,
            String planCacheMode,
            Duration patience,
            Duration statement,
            Duration answer) {

        /** What a page costs depends on how busy its account is, which a general plan ignores. */
        static final Use QUERIES =
                new Use("queries", "force_custom_plan", seconds(2), seconds(10), seconds(15));

        static final Use COMMANDS =
                new Use("commands", "auto", seconds(5), seconds(30), seconds(40));

        /** An index of a large table takes its time, and a rebuild waits for connections. */
        static final Use PROJECTIONS =
                new Use("projections", "auto", seconds(30), Duration.ZERO, Duration.ofHours(1));

        private static Duration seconds(int count) {
            return Duration.ofSeconds(count);
        }
    }

    /**
     * One pool for each kind of work, so that much of one keeps no other from going on.
     *
     * @param queries what is asked over the API; a query that takes too long is cancelled
     * @param commands what a decision needs to know
     * @param projections for read models and processes, whose work may take long
     */
    public record Pools(
            HikariDataSource queries, HikariDataSource commands, HikariDataSource projections)
            implements AutoCloseable {

        @Override
        public void close() {
            queries.close();
            commands.close();
            projections.close();
        }
    }

    private static final int QUERIES_MAX = 8;
    private static final int COMMANDS_MAX = 6;
    private static final int PROJECTIONS_MAX = 12;

    private final String url;

    /**
     * @throws IllegalArgumentException if the URL is not one; the message never shows the password
     */
    public DataSources(String url) {
        this.url = DatabaseUrl.toJdbc(url);
    }

    /** Connections of the owner, for migrations. */
    public DataSource ownerSource() {
        return source("rastro-owner");
    }

    /** The pools of a server, under the application's role. */
    public Pools pools() {
        return new Pools(
                pool(Use.QUERIES, QUERIES_MAX),
                pool(Use.COMMANDS, COMMANDS_MAX),
                pool(Use.PROJECTIONS, PROJECTIONS_MAX));
    }

    /** Connections that may do what the application may; who waits longer than 5 s is refused. */
    public HikariDataSource applicationPool(int maximumSize) {
        return pool(Use.COMMANDS, maximumSize);
    }

    private HikariDataSource pool(Use use, int maximumSize) {
        var source = asApplication(source("rastro-" + use.name()));
        addOption(source, "statement_timeout=" + use.statement().toMillis());
        source.setSocketTimeout((int) use.answer().toSeconds());
        addOption(source, "plan_cache_mode=" + use.planCacheMode());
        var config = new HikariConfig();
        config.setPoolName(use.name());
        config.setDataSource(source);
        config.setMaximumPoolSize(maximumSize);
        config.setConnectionTimeout(use.patience().toMillis());
        return new HikariDataSource(config);
    }

    /** Unpooled, for the one connection that appends. */
    public DataSource writerSource() {
        var source = asApplication(source("rastro-writer"));
        source.setSocketTimeout(WRITER_ANSWER_SECONDS);
        return source;
    }

    /** Unpooled, to see whether the database answers; does not wait for long. */
    public DataSource probeSource() {
        var source = asApplication(source("rastro-probe"));
        source.setSocketTimeout(PROBE_ANSWER_SECONDS);
        return source;
    }

    private static PGSimpleDataSource asApplication(PGSimpleDataSource source) {
        addOption(source, "role=" + Migrations.APPLICATION_ROLE);
        return source;
    }

    private static void addOption(PGSimpleDataSource source, String setting) {
        var given = source.getOptions();
        var option = "-c " + setting;
        source.setOptions(given == null ? option : given + " " + option);
    }

    private PGSimpleDataSource source(String applicationName) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setApplicationName(applicationName);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout(CONNECT_SECONDS);
        return source;
    }
}
