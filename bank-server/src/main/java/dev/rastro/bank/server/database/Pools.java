package dev.rastro.bank.server.database;

import com.zaxxer.hikari.HikariDataSource;

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
