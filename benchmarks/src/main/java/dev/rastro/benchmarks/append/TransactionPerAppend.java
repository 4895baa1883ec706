package dev.rastro.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.benchmarks.append.Entry.Row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One transaction per append, as the tutorials write it: {@code SELECT max(version)}, {@code
 * INSERT}, {@code COMMIT}. They keep no receipts, so this writes less than the others.
 */
final class TransactionPerAppend extends Appends {

    private static final String VERSION = "SELECT max(version) FROM event WHERE stream_id = ?";

    private static final String INSERT =
            """
            INSERT INTO event (stream_id, version, event_id, correlation_id, causation_id,
                   schema_version, type, actor, payload, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())
            """;

    private final HikariDataSource pool;

    TransactionPerAppend(HikariDataSource pool, Workload workload) {
        super("one transaction per append", workload);
        this.pool = pool;
    }

    @Override
    void append(Entry entry) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            if (version(connection, entry.streamId()) != entry.version()) {
                throw new IllegalStateException("conflict");
            }
            insert(connection, entry);
            connection.commit();
        }
    }

    private static long version(Connection connection, long streamId) throws SQLException {
        try (var select = connection.prepareStatement(VERSION)) {
            select.setLong(1, streamId);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, Entry entry) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var row : entry.rows()) {
                bind(insert, row);
                insert.addBatch();
            }
            int[] unusedCounts = insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, Row row) throws SQLException {
        var event = row.event();
        insert.setLong(1, row.streamId());
        insert.setLong(2, row.version());
        insert.setObject(3, event.id());
        insert.setObject(4, event.metadata().correlationId());
        insert.setObject(5, event.metadata().causationId());
        insert.setShort(6, (short) event.schemaVersion());
        insert.setString(7, event.type());
        insert.setString(8, event.metadata().actor());
        insert.setBytes(9, event.payload().bytes());
    }

    @Override
    Stored stored() throws SQLException {
        return new Tables(pool).stored();
    }

    @Override
    boolean keepsReceipts() {
        return false;
    }

    @Override
    Tally tally() {
        return Tables.oneByOne(this);
    }

    @Override
    public void close() {
        pool.close();
    }
}
