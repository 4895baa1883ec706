package dev.rastro.engine.postgres.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Binds a list of rows as one array per column, for {@code unnest(?::text[], ?::bigint[])}: one
 * statement, whatever the number of rows.
 */
public final class ArrayParameters<T> {

    private final PreparedStatement statement;
    private final List<T> rows;
    private int next;

    private ArrayParameters(PreparedStatement statement, int first, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
        this.next = first;
    }

    /**
     * @param first index of the first array among the statement's parameters
     */
    public static <T> ArrayParameters<T> of(PreparedStatement statement, int first, List<T> rows) {
        return new ArrayParameters<>(statement, first, rows);
    }

    /**
     * Binds the next parameter.
     *
     * @param type of the elements in PostgreSQL, such as {@code bigint}
     */
    public ArrayParameters<T> column(String type, Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        var values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        bind(type, values);
        return this;
    }

    /** As {@link #column}, for {@code bytea}. */
    public ArrayParameters<T> bytes(Function<T, byte[]> column) throws SQLException {
        bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
        return this;
    }

    private void bind(String type, Object[] values) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(next++, connection.createArrayOf(type, values));
    }
}
