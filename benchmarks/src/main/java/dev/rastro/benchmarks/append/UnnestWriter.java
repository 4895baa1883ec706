package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.append.Entry.Row;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** {@code INSERT … SELECT FROM unnest}: one statement, which commits by itself. */
record UnnestWriter(boolean keepsReceipts) implements GroupWriter {

    private static final String EVENTS =
            """
            INSERT INTO event (position, stream_id, version, event_id, correlation_id,
                   causation_id, schema_version, type, actor, payload, recorded_at)
            SELECT e.*, ?
              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[],
                          ?::uuid[], ?::smallint[], ?::text[], ?::text[], ?::bytea[]) AS e
            """;

    private static final String EVENTS_AND_RECEIPTS =
            """
            WITH receipts AS (
                INSERT INTO receipt (key, fingerprint, position, answer, recorded_at)
                SELECT r.*, ?
                  FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[]) AS r
            )
            """
                    + EVENTS;

    @Override
    public void write(Connection connection, Group group) throws SQLException {
        try (var insert =
                connection.prepareStatement(keepsReceipts ? EVENTS_AND_RECEIPTS : EVENTS)) {
            int first = keepsReceipts ? bindReceipts(insert, group) : 1;
            insert.setObject(first, group.recordedAt());
            bindEvents(insert, first + 1, group);
            int unusedCount = insert.executeUpdate();
        }
    }

    /**
     * @return index of the next parameter
     */
    private static int bindReceipts(PreparedStatement insert, Group group) throws SQLException {
        insert.setObject(1, group.recordedAt());
        ArrayParameters.of(insert, 2, group.receipts())
                .column("uuid", it -> it.entry().receipt().key())
                .column("uuid", it -> it.entry().receipt().fingerprint())
                .column("bigint", PlacedReceipt::position)
                .bytes(it -> it.entry().receipt().answer().bytes());
        return 6;
    }

    private static void bindEvents(PreparedStatement insert, int first, Group group)
            throws SQLException {
        var positions = ArrayParameters.of(insert, first, group.events());
        positions.column("bigint", Placed::position);
        bindRows(insert, first + 1, group.events().stream().map(Placed::row).toList());
    }

    /** Nine arrays, without positions. */
    static void bindRows(PreparedStatement insert, int first, java.util.List<Row> rows)
            throws SQLException {
        ArrayParameters.of(insert, first, rows)
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
