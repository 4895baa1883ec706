package dev.rastro.bank.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.engine.postgres.schema.Migrations;

import org.postgresql.ds.PGSimpleDataSource;

import javax.sql.DataSource;

/** The ways in which we connect to the database of an owner's URL. */
public final class DataSources {

    private static final int CONNECT_SECONDS = 5;
    private static final long POOL_WAIT_MILLIS = 5_000;

    /**
     * A lost network must not hold the only appender for ever. A commit that is only slow is not
     * tried again for that: the next connection waits for it, and finds out what became of it.
     */
    private static final int WRITER_ANSWER_SECONDS = 60;

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

    /** Connections that may do what the application may; who waits longer than 5 s is refused. */
    public HikariDataSource applicationPool(int maximumSize) {
        var config = new HikariConfig();
        config.setPoolName("rastro");
        config.setDataSource(asApplication(source("rastro")));
        config.setMaximumPoolSize(maximumSize);
        config.setConnectionTimeout(POOL_WAIT_MILLIS);
        return new HikariDataSource(config);
    }

    /** Unpooled, for the one connection that appends. */
    public DataSource writerSource() {
        var source = asApplication(source("rastro-writer"));
        source.setSocketTimeout(WRITER_ANSWER_SECONDS);
        return source;
    }

    private static PGSimpleDataSource asApplication(PGSimpleDataSource source) {
        var options = "-c role=" + Migrations.APPLICATION_ROLE;
        var given = source.getOptions();
        source.setOptions(given == null ? options : given + " " + options);
        return source;
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
