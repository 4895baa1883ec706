package dev.rastro.benchmarks.append;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;

/** {@code COPY} in the binary format, into both tables, and one commit. */
record CopyWriter() implements GroupWriter {

    private static final String EVENTS =
            """
            COPY event (position, stream_id, version, recorded_at, event_id, correlation_id,
                        causation_id, schema_version, type, actor, payload)
            FROM STDIN (FORMAT binary)
            """;

    private static final String RECEIPTS =
            """
            COPY receipt (key, fingerprint, position, recorded_at, answer)
            FROM STDIN (FORMAT binary)
            """;

    @Override
    public boolean keepsReceipts() {
        return true;
    }

    @Override
    public void write(Connection connection, Group group) throws SQLException {
        connection.setAutoCommit(false);
        copy(connection, EVENTS, events(group));
        copy(connection, RECEIPTS, receipts(group));
        connection.commit();
    }

    private static void copy(Connection connection, String sql, byte[] rows) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copy.writeToCopy(rows, 0, rows.length);
        long unusedCount = copy.endCopy();
    }

    private static byte[] events(Group group) {
        var rows = new CopyRows();
        for (var placed : group.events()) {
            var event = placed.row().event();
            rows.begin(11)
                    .bigint(placed.position())
                    .bigint(placed.row().streamId())
                    .bigint(placed.row().version())
                    .timestamp(group.recordedAt())
                    .uuid(event.id())
                    .uuid(event.metadata().correlationId())
                    .uuid(event.metadata().causationId())
                    .smallint(event.schemaVersion())
                    .text(event.type())
                    .text(event.metadata().actor())
                    .bytes(event.payload().bytes());
        }
        return rows.end();
    }

    private static byte[] receipts(Group group) {
        var rows = new CopyRows();
        for (var placed : group.receipts()) {
            var receipt = placed.entry().receipt();
            rows.begin(5)
                    .uuid(receipt.key())
                    .uuid(receipt.fingerprint())
                    .bigint(placed.position())
                    .timestamp(group.recordedAt())
                    .bytes(receipt.answer().bytes());
        }
        return rows.end();
    }
}
