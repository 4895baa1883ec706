package dev.rastro.engine.postgres.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * The tables of generations, each set in a schema of its own, and the views through which readers
 * see the one that serves. The names that go into SQL here are checked, and none comes from
 * outside.
 */
final class GenerationSchema {

    /** A view cannot be replaced by one without its columns. */
    private static final String OTHER_COLUMNS = "42P16";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private final String viewSchema;
    private final Projection projection;

    /**
     * @param viewSchema where readers look
     */
    GenerationSchema(String viewSchema, Projection projection) {
        this.viewSchema = checked(viewSchema);
        this.projection = projection;
        checked(projection.name());
        projection.tables().forEach(GenerationSchema::checked);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a table or schema: " + name);
        }
        return name;
    }

    String nameOf(int generation) {
        return "%s_%s_g%d".formatted(viewSchema, projection.name(), generation);
    }

    /** Makes empty tables, without the indexes that only readers need. */
    void create(Connection connection, int generation) throws SQLException {
        execute(connection, "CREATE SCHEMA " + nameOf(generation));
        enter(connection, generation);
        execute(connection, projection.ddl());
    }

    /** Makes what readers need to be fast; nothing if it is there already. */
    void addIndexes(Connection connection, int generation) throws SQLException {
        enter(connection, generation);
        execute(connection, projection.indexes());
        for (var table : projection.tables()) {
            execute(connection, "ANALYZE " + table);
        }
    }

    /** Until the transaction ends, tables without a schema are those of this generation. */
    void enter(Connection connection, int generation) throws SQLException {
        try (var set = connection.prepareStatement("SELECT set_config('search_path', ?, true)")) {
            set.setString(1, nameOf(generation));
            set.execute();
        }
    }

    /** Lets readers see this generation, all its tables at once when the transaction commits. */
    void show(Connection connection, int generation) throws SQLException {
        for (var table : projection.tables()) {
            show(connection, generation, table);
        }
    }

    private void show(Connection connection, int generation, String table) throws SQLException {
        var view = viewSchema + "." + table;
        var as = "VIEW %s AS TABLE %s.%s".formatted(view, nameOf(generation), table);
        var before = connection.setSavepoint();
        try {
            // In place, so that a reader that has just looked up the view's name finds it.
            execute(connection, "CREATE OR REPLACE " + as);
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!OTHER_COLUMNS.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            execute(connection, "DROP VIEW " + view);
            execute(connection, "CREATE " + as);
        }
    }

    /** How many rows are in one of the two and not in the other. */
    long difference(Connection connection, int one, int other) throws SQLException {
        long rows = 0;
        for (var table : projection.tables()) {
            var a = "TABLE %s.%s".formatted(nameOf(one), table);
            var b = "TABLE %s.%s".formatted(nameOf(other), table);
            var sql =
                    "SELECT count(*) FROM ((%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)) d"
                            .formatted(a, b);
            try (var select = connection.prepareStatement(sql);
                    var row = select.executeQuery()) {
                row.next();
                rows += row.getLong(1);
            }
        }
        return rows;
    }

    void drop(Connection connection, int generation) throws SQLException {
        execute(connection, "DROP SCHEMA IF EXISTS %s CASCADE".formatted(nameOf(generation)));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
