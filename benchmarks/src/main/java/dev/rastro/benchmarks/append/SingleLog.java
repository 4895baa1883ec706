package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** A usual way to append, in which each append commits by itself. */
final class SingleLog extends EventLog {

    private static final String CHECK_AND_INSERT =
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

    private static final String VERSION = "SELECT max(version) FROM event WHERE stream_id = ?";

    private static final String INSERT =
            """
            INSERT INTO event (stream_id, version, event_id, correlation_id, causation_id,
                   schema_version, type, actor, payload, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now())
            """;

    private final Supplier<List<EventData>> events;
    private final Writer writer;

    /** What is sent to the database. */
    interface Writer {
        void write(Connection connection, Entry entry) throws SQLException;
    }

    private SingleLog(
            String name,
            Database database,
            Supplier<List<EventData>> events,
            Writer writer,
            String... tables) {
        super(name, database, tables);
        this.events = events;
        this.writer = writer;
    }

    static EventLog statement(Database database, Supplier<List<EventData>> events) {
        var name = "one statement per append";
        return new SingleLog(name, database, events, SingleLog::checkAndInsert, "event", "receipt");
    }

    /** As the tutorials write it. They keep no receipts, so this writes less than the others. */
    static EventLog transaction(Database database, Supplier<List<EventData>> events) {
        var name = "one transaction per append";
        return new SingleLog(name, database, events, SingleLog::checkThenInsert, "event");
    }

    @Override
    void append(long stream, long version) throws SQLException {
        try (var connection = database.pool().getConnection()) {
            writer.write(connection, new Entry(stream, version, events.get()));
        }
    }

    /** Checks the version, writes the events and the receipt, and commits by itself. */
    private static void checkAndInsert(Connection connection, Entry entry) throws SQLException {
        try (var insert = connection.prepareStatement(CHECK_AND_INSERT)) {
            insert.setLong(1, entry.stream());
            GroupWriters.bindRows(ArrayParameters.of(insert, 2, entry.rows(0)));
            insert.setLong(11, entry.version());
            insert.setObject(12, entry.receipt().key());
            insert.setObject(13, entry.receipt().fingerprint());
            insert.setBytes(14, entry.receipt().answer().bytes());
            Contest.requireEqual(1, insert.executeUpdate());
        }
    }

    private static void checkThenInsert(Connection connection, Entry entry) throws SQLException {
        connection.setAutoCommit(false);
        var version = Database.query(connection, VERSION, entry.stream());
        Contest.requireEqual(entry.version(), version);
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var row : entry.rows(0)) {
                var event = row.event();
                insert.setLong(1, row.stream());
                insert.setLong(2, row.version());
                insert.setObject(3, event.id());
                insert.setObject(4, event.metadata().correlationId());
                insert.setObject(5, event.metadata().causationId());
                insert.setShort(6, (short) event.schemaVersion());
                insert.setString(7, event.type());
                insert.setString(8, event.metadata().actor());
                insert.setBytes(9, event.payload().bytes());
                insert.addBatch();
            }
            int[] unusedCounts = insert.executeBatch();
        }
        connection.commit();
    }
}
