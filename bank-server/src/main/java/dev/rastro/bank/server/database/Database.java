package dev.rastro.bank.server.database;

import dev.rastro.embedded.DatabaseState;

import java.util.function.Supplier;

import javax.sql.DataSource;

/**
 * Where the bank keeps everything, under the application's role; brought up to date before.
 *
 * @param queries a pool for what is asked over the API
 * @param commands a pool for what decisions need to know
 * @param projections a pool for read models and processes
 * @param single for the connection that appends, and not limited by the pools
 * @param probe for the health check, likewise
 * @param state what can be asked of it, known without asking
 */
public record Database(
        DataSource queries,
        DataSource commands,
        DataSource projections,
        DataSource single,
        DataSource probe,
        Supplier<DatabaseState> state) {

    /** With one pool for everything: enough for who has the bank to itself. */
    public Database(DataSource pool, DataSource single) {
        this(pool, pool, pool, single, single, () -> DatabaseState.UP);
    }

    /** Whether there is room for what is large and can wait. */
    public boolean hasRoom() {
        return state.get() != DatabaseState.FULL;
    }

    public static Database of(
            DataSources.Pools pools, DataSources others, Supplier<DatabaseState> state) {
        return new Database(
                pools.queries(),
                pools.commands(),
                pools.projections(),
                others.writerSource(),
                others.probeSource(),
                state);
    }
}
