package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.append.Entry.Row;
import dev.rastro.benchmarks.append.GroupedLog.Signed;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import org.postgresql.PGConnection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The fastest ways to write many rows to PostgreSQL. */
final class GroupWriters {

    private static final String EVENTS =
            """
            INSERT INTO event (recorded_at, position, stream_id, version, event_id, correlation_id,
                   causation_id, schema_version, type, actor, payload)
            SELECT ?, e.*
              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[],
                          ?::uuid[], ?::smallint[], ?::text[], ?::text[], ?::bytea[]) AS e
            """;

    private static final String EVENTS_AND_RECEIPTS =
            """
            WITH receipts AS (
                INSERT INTO receipt (recorded_at, key, fingerprint, position, answer)
                SELECT ?, r.*
                  FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[]) AS r
            )
            """
                    + EVENTS;

    private static final String COPY_EVENTS =
            """
            COPY event (position, stream_id, version, recorded_at, event_id, correlation_id,
                        causation_id, schema_version, type, actor, payload)
            FROM STDIN (FORMAT binary)
            """;

    private static final String COPY_RECEIPTS =
            """
            COPY receipt (key, fingerprint, position, recorded_at, answer)
            FROM STDIN (FORMAT binary)
            """;

    private static final byte[] COPY_HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final Instant COPY_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int COPY_ROW_MAX = 512;

    private GroupWriters() {}

    /** {@code INSERT … SELECT FROM unnest}: one statement, which commits by itself. */
    static void unnest(Connection connection, List<Row> rows, List<Signed> receipts)
            throws SQLException {
        try (var insert = connection.prepareStatement(EVENTS_AND_RECEIPTS)) {
            insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
            ArrayParameters.of(insert, 2, receipts)
                    .column("uuid", it -> it.receipt().key())
                    .column("uuid", it -> it.receipt().fingerprint())
                    .column("bigint", Signed::position)
                    .bytes(it -> it.receipt().answer().bytes());
            insert(insert, 6, rows);
        }
    }

    /** The same with half the rows. */
    static void unnestEvents(Connection connection, List<Row> rows, List<Signed> receipts)
            throws SQLException {
        try (var insert = connection.prepareStatement(EVENTS)) {
            insert(insert, 1, rows);
        }
    }

    private static void insert(PreparedStatement insert, int first, List<Row> rows)
            throws SQLException {
        insert.setObject(first, OffsetDateTime.now(ZoneOffset.UTC));
        var positions = ArrayParameters.of(insert, first + 1, rows);
        bindRows(positions.column("bigint", Row::position));
        int unusedCount = insert.executeUpdate();
    }

    /** Nine arrays, without positions. */
    static void bindRows(ArrayParameters<Row> arrays) throws SQLException {
        arrays.column("bigint", Row::stream)
                .column("bigint", Row::version)
                .column("uuid", row -> row.event().id())
                .column("uuid", row -> row.event().metadata().correlationId())
                .column("uuid", row -> row.event().metadata().causationId())
                .column("smallint", row -> (short) row.event().schemaVersion())
                .column("text", row -> row.event().type())
                .column("text", row -> row.event().metadata().actor())
                .bytes(row -> row.event().payload().bytes());
    }

    /** {@code COPY} in the binary format, into both tables, and one commit. */
    static void copy(Connection connection, List<Row> rows, List<Signed> receipts)
            throws SQLException {
        long now = Duration.between(COPY_EPOCH, Instant.now()).toNanos() / 1_000;
        var events = ByteBuffer.allocate(COPY_ROW_MAX * (rows.size() + 1)).put(COPY_HEAD);
        for (var row : rows) {
            var event = row.event();
            var metadata = event.metadata();
            put(
                    events,
                    row.position(),
                    row.stream(),
                    row.version(),
                    now,
                    event.id(),
                    metadata.correlationId(),
                    metadata.causationId(),
                    (short) event.schemaVersion(),
                    event.type(),
                    metadata.actor(),
                    event.payload().bytes());
        }
        var answers = ByteBuffer.allocate(COPY_ROW_MAX * (receipts.size() + 1)).put(COPY_HEAD);
        for (var it : receipts) {
            var receipt = it.receipt();
            put(
                    answers,
                    receipt.key(),
                    receipt.fingerprint(),
                    it.position(),
                    now,
                    receipt.answer().bytes());
        }
        connection.setAutoCommit(false);
        copy(connection, COPY_EVENTS, events);
        copy(connection, COPY_RECEIPTS, answers);
        connection.commit();
    }

    private static void copy(Connection connection, String sql, ByteBuffer rows)
            throws SQLException {
        rows.putShort((short) -1);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copy.writeToCopy(rows.array(), 0, rows.position());
        long unusedCount = copy.endCopy();
    }

    private static void put(ByteBuffer to, Object... columns) {
        to.putShort((short) columns.length);
        for (var column : columns) {
            switch (column) {
                case Long value -> to.putInt(8).putLong(value);
                case Short value -> to.putInt(2).putShort(value);
                case UUID value ->
                        to.putInt(16)
                                .putLong(value.getMostSignificantBits())
                                .putLong(value.getLeastSignificantBits());
                case byte[] value -> to.putInt(value.length).put(value);
                case String value -> {
                    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                    to.putInt(bytes.length).put(bytes);
                }
                default -> throw new IllegalArgumentException("no type for " + column);
            }
        }
    }
}
