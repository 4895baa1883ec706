package dev.rastro.engine.postgres.log;

import dev.rastro.engine.postgres.jdbc.ArrayParameters;
import dev.rastro.engine.postgres.jdbc.CommitDoubt;
import dev.rastro.engine.postgres.log.Batch.NewStream;
import dev.rastro.engine.postgres.log.Batch.PlacedReceipt;
import dev.rastro.engine.postgres.log.Batch.Row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes a whole batch and commits it, in one statement and one round trip: moves the head if it is
 * still where the batch was planned, which also locks out every other appender until the commit,
 * and writes the rows only then.
 *
 * <p>The arrays are unnested in the select list and not after FROM: there, PostgreSQL would first
 * put every column aside in a table of its own.
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
                SELECT unnest(?::bigint[]), unnest(?::text[]), unnest(?::text[]) FROM head
            ), receipts AS (
                INSERT INTO rastro.receipt (key, fingerprint, position, answer, recorded_at)
                SELECT unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::bigint[]),
                       unnest(?::bytea[]), head.recorded_at
                  FROM head
            ), events AS (
                INSERT INTO rastro.event (position, stream_id, version, event_id, correlation_id,
                       causation_id, schema_version, type, actor, payload, recorded_at)
                SELECT unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::bigint[]),
                       unnest(?::uuid[]), unnest(?::uuid[]), unnest(?::uuid[]),
                       unnest(?::smallint[]), unnest(?::text[]), unnest(?::text[]),
                       unnest(?::bytea[]), head.recorded_at
                  FROM head
            )
            SELECT count(*) FROM head
            """;

    private InsertBatch() {}

    /**
     * @param connection with auto-commit on, unless there is more to do before the commit
     * @return false if the head has moved meanwhile; nothing was written
     */
    static boolean run(Connection connection, Batch batch) throws SQLException {
        try (var insert = connection.prepareStatement(SQL)) {
            var head = batch.expectedHead();
            insert.setObject(1, batch.recordedAt().atOffset(ZoneOffset.UTC));
            insert.setLong(2, batch.lastPosition());
            insert.setLong(3, head.position());
            insert.setLong(4, head.generation());
            ArrayParameters.of(insert, 5, batch.newStreams())
                    .column("bigint", NewStream::id)
                    .column("text", it -> it.name().category())
                    .column("text", it -> it.name().id());
            ArrayParameters.of(insert, 8, batch.receipts())
                    .column("uuid", it -> it.receipt().key())
                    .column("uuid", it -> it.receipt().fingerprint())
                    .column("bigint", PlacedReceipt::position)
                    .bytes(it -> it.receipt().answer().bytes());
            bindEvents(insert, batch.rows());
            boolean written;
            try (var row = insert.executeQuery()) {
                row.next();
                written = row.getLong(1) == 1;
            }
            if (connection.getAutoCommit()) {
                CommitDoubt.refuse(insert.getWarnings());
            }
            return written;
        }
    }

    private static void bindEvents(PreparedStatement insert, List<Row> rows) throws SQLException {
        ArrayParameters.of(insert, 12, rows)
                .column("bigint", Row::position)
                .column("bigint", Row::streamId)
                .column("bigint", Row::version)
                .column("uuid", row -> row.event().id())
                .column("uuid", row -> row.event().metadata().correlationId())
                .column("uuid", row -> row.event().metadata().causationId())
                .column("smallint", row -> (short) row.event().schemaVersion())
                .column("text", row -> row.event().type())
                .column("text", row -> row.event().metadata().actor())
                .bytes(row -> row.event().payload().bytes());
    }
}
