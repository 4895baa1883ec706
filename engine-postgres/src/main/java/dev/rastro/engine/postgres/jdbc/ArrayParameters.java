package dev.rastro.engine.postgres.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
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
     * Binds the next parameter, in the binary format where the driver has one for the type: text
     * costs both ends several times as much.
     *
     * @param type of the elements in PostgreSQL, such as {@code bigint}
     */
    public ArrayParameters<T> column(String type, Function<T, ? extends @Nullable Object> column)
            throws SQLException {
        var values = arrayFor(type, rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        switch (values) {
            case @Nullable UUID[] uuids -> BinaryArray.bind(statement, next++, uuids);
            case @Nullable LocalDate[] days -> BinaryArray.bind(statement, next++, days);
            case @Nullable OffsetDateTime[] times -> BinaryArray.bind(statement, next++, times);
            default -> bind(type, values);
        }
        return this;
    }

    /** The driver chooses the format by the class of the Java array. */
    private static @Nullable Object[] arrayFor(String type, int size) {
        return switch (type) {
            case "bigint" -> new Long[size];
            case "integer" -> new Integer[size];
            case "smallint" -> new Short[size];
            case "text" -> new String[size];
            case "uuid" -> new UUID[size];
            case "date" -> new LocalDate[size];
            case "timestamptz" -> new OffsetDateTime[size];
            default -> new Object[size];
        };
    }

    /** As {@link #column}, for {@code bytea}. */
    public ArrayParameters<T> bytes(Function<T, byte[]> column) throws SQLException {
        bind("bytea", rows.stream().map(column).toArray(byte[][]::new));
        return this;
    }

    private void bind(String type, @Nullable Object[] values) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(next++, connection.createArrayOf(type, values));
    }
}
