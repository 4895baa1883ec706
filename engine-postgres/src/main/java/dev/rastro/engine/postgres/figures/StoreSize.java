package dev.rastro.engine.postgres.figures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What the log takes up on the disk. Asks what PostgreSQL knows anyway and a few rows by position,
 * so it costs the same on ten million events as on ten.
 *
 * @param streams estimated once they are many, as are snapshots
 * @param lastHour events recorded since an hour before
 */
public record StoreSize(
        long events,
        long streams,
        long snapshots,
        long eventTableBytes,
        long eventIndexBytes,
        long streamBytes,
        long receiptBytes,
        long snapshotBytes,
        long lastHour,
        long lastDay) {

    /** Rows of a table that is small are counted; of a large one, PostgreSQL has an estimate. */
    private static final String SIZES =
            """
            SELECT (SELECT position FROM rastro.log_head),
                   CASE WHEN pg_relation_size('rastro.stream') < 1000000
                        THEN (SELECT count(*) FROM rastro.stream)
                        ELSE (SELECT greatest(reltuples, 0)::bigint FROM pg_class
                               WHERE oid = 'rastro.stream'::regclass) END,
                   CASE WHEN pg_relation_size('rastro.snapshot') < 1000000
                        THEN (SELECT count(*) FROM rastro.snapshot)
                        ELSE (SELECT greatest(reltuples, 0)::bigint FROM pg_class
                               WHERE oid = 'rastro.snapshot'::regclass) END,
                   pg_table_size('rastro.event'),
                   pg_indexes_size('rastro.event'),
                   pg_total_relation_size('rastro.stream'),
                   pg_total_relation_size('rastro.receipt'),
                   pg_total_relation_size('rastro.snapshot')
            """;

    /** Recorded time never goes back, so the first event after a moment is found by halving. */
    private static final String LAST_BEFORE =
            """
            WITH RECURSIVE search (low, high) AS (
                SELECT 0::bigint, position + 1 FROM rastro.log_head
                UNION ALL
                SELECT CASE WHEN is_before THEN middle ELSE low END,
                       CASE WHEN is_before THEN high ELSE middle END
                  FROM search,
                       LATERAL (SELECT (low + high) / 2 AS middle) AS m,
                       LATERAL (SELECT recorded_at < ? AS is_before
                                  FROM rastro.event WHERE position = middle) AS e
                 WHERE low + 1 < high
            )
            SELECT max(low) FROM search
            """;

    public static StoreSize read(Connection connection, Instant now) throws SQLException {
        try (var select = connection.prepareStatement(SIZES);
                var row = select.executeQuery()) {
            row.next();
            long events = row.getLong(1);
            return new StoreSize(
                    events,
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    Math.max(0, events - lastBefore(connection, now.minusSeconds(3_600))),
                    Math.max(0, events - lastBefore(connection, now.minusSeconds(86_400))));
        }
    }

    private static long lastBefore(Connection connection, Instant moment) throws SQLException {
        try (var select = connection.prepareStatement(LAST_BEFORE)) {
            select.setObject(1, OffsetDateTime.ofInstant(moment, ZoneOffset.UTC));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    public long totalBytes() {
        return eventTableBytes + eventIndexBytes + streamBytes + receiptBytes + snapshotBytes;
    }

    /** Of the events alone, with their indexes. */
    public long bytesPerEvent() {
        return events == 0 ? 0 : (eventTableBytes + eventIndexBytes) / events;
    }
}
