package dev.rastro.benchmarks.append;

import com.zaxxer.hikari.HikariDataSource;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One statement per append, which checks the version, writes the events and the receipt, and
 * commits by itself.
 */
final class StatementPerAppend extends Appends {

    private static final String SQL =
            """
            WITH head AS (
                SELECT coalesce(max(version), 0) AS version FROM event WHERE stream_id = ?
            ), events AS (
                INSERT INTO event (stream_id, version, event_id, correlation_id, causation_id,
                       schema_version, type, actor, payload, recorded_at)
                SELECT e.*, now()
                  FROM head,
                       unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[], ?::uuid[],
                              ?::smallint[], ?::text[], ?::text[], ?::bytea[]) AS e
                 WHERE head.version = ?
                RETURNING position
            )
            INSERT INTO receipt (key, fingerprint, answer, position, recorded_at)
            SELECT ?, ?, ?, max(position), now() FROM events HAVING count(*) > 0
            """;

    private final HikariDataSource pool;

    StatementPerAppend(HikariDataSource pool, Workload workload) {
        super("one statement per append", workload);
        this.pool = pool;
    }

    @Override
    void append(Entry entry) throws SQLException {
        try (var connection = pool.getConnection();
                var insert = connection.prepareStatement(SQL)) {
            bind(insert, entry);
            if (insert.executeUpdate() != 1) {
                throw new IllegalStateException("conflict");
            }
        }
    }

    private static void bind(PreparedStatement insert, Entry entry) throws SQLException {
        insert.setLong(1, entry.streamId());
        UnnestWriter.bindRows(insert, 2, entry.rows());
        insert.setLong(11, entry.version());
        insert.setObject(12, entry.receipt().key());
        insert.setObject(13, entry.receipt().fingerprint());
        insert.setBytes(14, entry.receipt().answer().bytes());
    }

    @Override
    Stored stored() throws SQLException {
        return new Tables(pool).stored();
    }

    @Override
    boolean keepsReceipts() {
        return true;
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
