package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.postgres.log.Batch.Row;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Writes a whole batch and commits it, in one statement and one round trip: moves the head if it is
 * still where the batch was planned, which also locks out every other appender until the commit,
 * and writes the rows only then.
 */
final class InsertBatch {

    private static final String SQL =
            """
            WITH batch (recorded_at) AS (
                SELECT ?::timestamptz
            ), head AS (
                UPDATE rastro.log_head h SET position = ?, recorded_at = batch.recorded_at
                  FROM batch
                 WHERE h.position = ? AND h.generation = ?
                RETURNING batch.recorded_at
            ), streams AS (
                INSERT INTO rastro.stream (id, category, name)
                SELECT s.* FROM head, unnest(?::bigint[], ?::text[], ?::text[]) AS s
            ), receipts AS (
                INSERT INTO rastro.receipt (key, fingerprint, position, answer, recorded_at)
                SELECT r.*, head.recorded_at
                  FROM head, unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[]) AS r
            ), events AS (
                INSERT INTO rastro.event (position, stream_id, version, event_id, correlation_id,
                       causation_id, schema_version, type, actor, payload, recorded_at)
                SELECT e.*, head.recorded_at
                  FROM head,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[],
                              ?::uuid[], ?::smallint[], ?::text[], ?::text[], ?::bytea[]) AS e
            )
            SELECT count(*) FROM head
            """;

    private InsertBatch() {}

    /**
     * @param connection with auto-commit on
     * @return false if the head has moved meanwhile; nothing was written
     */
    static boolean run(Connection connection, Batch batch) throws SQLException {
        try (var insert = connection.prepareStatement(SQL)) {
            var head = batch.expectedHead();
            insert.setObject(1, batch.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setLong(2, batch.lastPosition());
            insert.setLong(3, head.position());
            insert.setLong(4, head.generation());
            bindStreams(connection, insert, batch);
            bindReceipts(connection, insert, batch);
            bindEvents(connection, insert, batch.rows());
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getLong(1) == 1;
            }
        }
    }

    private static void bindStreams(Connection connection, PreparedStatement insert, Batch batch)
            throws SQLException {
        var streams = batch.newStreams();
        insert.setArray(5, longs(connection, streams, Batch.NewStream::id));
        insert.setArray(6, array(connection, "text", streams, it -> it.name().category()));
        insert.setArray(7, array(connection, "text", streams, it -> it.name().id()));
    }

    private static void bindReceipts(Connection connection, PreparedStatement insert, Batch batch)
            throws SQLException {
        var signed = batch.signed();
        insert.setArray(8, array(connection, "uuid", signed, it -> it.receipt().key()));
        insert.setArray(9, array(connection, "uuid", signed, it -> it.receipt().fingerprint()));
        insert.setArray(10, longs(connection, signed, Batch.Signed::position));
        insert.setArray(11, bytes(connection, signed, it -> it.receipt().answer().bytes()));
    }

    private static void bindEvents(Connection connection, PreparedStatement insert, List<Row> rows)
            throws SQLException {
        var events = rows.stream().map(Row::event).toList();
        insert.setArray(12, longs(connection, rows, Row::position));
        insert.setArray(13, longs(connection, rows, Row::streamId));
        insert.setArray(14, longs(connection, rows, Row::version));
        insert.setArray(15, array(connection, "uuid", events, EventData::id));
        insert.setArray(16, array(connection, "uuid", events, it -> it.metadata().correlationId()));
        insert.setArray(17, array(connection, "uuid", events, it -> it.metadata().causationId()));
        insert.setArray(
                18, array(connection, "smallint", events, it -> (short) it.schemaVersion()));
        insert.setArray(19, array(connection, "text", events, EventData::type));
        insert.setArray(20, array(connection, "text", events, it -> it.metadata().actor()));
        insert.setArray(21, bytes(connection, events, it -> it.payload().bytes()));
    }

    private static <T> Array longs(Connection connection, List<T> rows, ToLongFunction<T> column)
            throws SQLException {
        return connection.createArrayOf("bigint", boxed(rows, column));
    }

    private static <T> Object[] boxed(List<T> rows, ToLongFunction<T> column) {
        return rows.stream().map(column::applyAsLong).toArray(Long[]::new);
    }

    private static <T> Array bytes(Connection connection, List<T> rows, Function<T, byte[]> column)
            throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private static <T> Array array(
            Connection connection, String type, List<T> rows, Function<T, ?> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }
}
