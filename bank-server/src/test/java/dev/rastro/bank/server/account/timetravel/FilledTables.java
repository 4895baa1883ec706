package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.BankServer;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Read models that are filled at once, without a log. */
public final class FilledTables {

    private static final int BATCH = 5_000;

    private FilledTables() {}

    /** Makes the tables, and the views through which readers see them. */
    public static TestDatabase of(List<RecordedEvent> events, Projection... projections)
            throws SQLException {
        var database = TestDatabase.empty();
        BankServer.migrate(database.asOwner());
        try (var connection = database.asApplication().getConnection()) {
            for (var projection : projections) {
                fill(connection, events, projection);
            }
        }
        return database;
    }

    private static void fill(
            Connection connection, List<RecordedEvent> events, Projection projection)
            throws SQLException {
        var schema = "filled_" + projection.name();
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            statement.execute("SET search_path = " + schema);
            statement.execute(projection.ddl());
            for (int i = 0; i < events.size(); i += BATCH) {
                int end = Math.min(i + BATCH, events.size());
                projection.apply(connection, events.subList(i, end));
            }
            statement.execute(projection.indexes());
            for (var table : projection.tables()) {
                statement.execute("ANALYZE " + table);
                statement.execute(
                        "CREATE VIEW bank.%2$s AS TABLE %1$s.%2$s".formatted(schema, table));
            }
        }
    }
}
