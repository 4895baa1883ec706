package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.append.Entry.PlacedReceipt;
import dev.rastro.benchmarks.append.Entry.Row;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a table, but for the time. */
record Table<T>(List<Column<T>> columns) {

    /** What a row has in a column of a type. */
    record Column<T>(String name, String type, Function<T, Object> value) {}

    private static final byte[] COPY_HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int COPY_ROW_MAX = 512;

    /** Numbered by the database. */
    static final Table<Row> EVENTS =
            new Table<Row>(List.of())
                    .with("stream_id", "bigint", Row::stream)
                    .with("version", "bigint", Row::version)
                    .with("event_id", "uuid", row -> row.event().id())
                    .with("correlation_id", "uuid", row -> row.metadata().correlationId())
                    .with("causation_id", "uuid", row -> row.metadata().causationId())
                    .with("schema_version", "smallint", row -> (short) row.event().schemaVersion())
                    .with("type", "text", row -> row.event().type())
                    .with("actor", "text", row -> row.metadata().actor())
                    .with("payload", "bytea", row -> row.event().payload().bytes());

    static final Table<Row> NUMBERED_EVENTS = EVENTS.with("position", "bigint", Row::position);

    static final Table<PlacedReceipt> RECEIPTS =
            new Table<PlacedReceipt>(List.of())
                    .with("key", "uuid", signed -> signed.receipt().key())
                    .with("fingerprint", "uuid", signed -> signed.receipt().fingerprint())
                    .with("position", "bigint", PlacedReceipt::position)
                    .with("answer", "bytea", signed -> signed.receipt().answer().bytes());

    private Table<T> with(String name, String type, Function<T, Object> value) {
        var more = new ArrayList<>(columns);
        more.add(new Column<>(name, type, value));
        return new Table<>(more);
    }

    /** Replaces {@code $names}, {@code $values} and {@code $arrays} by those of the columns. */
    String in(String sql) {
        return sql.replace("$names", joined(Column::name))
                .replace("$values", joined(column -> "?"))
                .replace("$arrays", joined(column -> "?::" + column.type + "[]"));
    }

    private String joined(Function<Column<T>, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }

    /** Binds the values of a row. */
    void bind(PreparedStatement insert, T row) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            insert.setObject(i + 1, columns.get(i).value.apply(row));
        }
    }

    /** Binds an array for each column, and says which parameter comes next. */
    int bindArrays(PreparedStatement insert, int first, List<T> rows) throws SQLException {
        var arrays = ArrayParameters.of(insert, first, rows);
        for (var column : columns) {
            arrays =
                    column.type.equals("bytea")
                            ? arrays.bytes(row -> (byte[]) column.value.apply(row))
                            : arrays.column(column.type, column.value);
        }
        return first + columns.size();
    }

    /** In the binary format of {@code COPY}, after the time in microseconds since 2000. */
    ByteBuffer copy(long time, List<T> rows) {
        var buffer = ByteBuffer.allocate(COPY_ROW_MAX * (rows.size() + 1)).put(COPY_HEAD);
        for (var row : rows) {
            buffer.putShort((short) (columns.size() + 1)).putInt(8).putLong(time);
            columns.forEach(column -> put(buffer, column.value.apply(row)));
        }
        return buffer.putShort((short) -1);
    }

    private static void put(ByteBuffer to, Object value) {
        switch (value) {
            case Long number -> to.putInt(8).putLong(number);
            case Short number -> to.putInt(2).putShort(number);
            case UUID id -> {
                to.putInt(16).putLong(id.getMostSignificantBits());
                to.putLong(id.getLeastSignificantBits());
            }
            case byte[] bytes -> to.putInt(bytes.length).put(bytes);
            case String text -> put(to, text.getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("no type for " + value);
        }
    }
}
