package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.engine.event.EventData;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** A usual way to append, in which each append commits by itself. */
final class SingleLog extends EventLog {

    private static final String CHECK_AND_INSERT =
            Table.EVENTS.in(
                    """
                    WITH head AS (
                        SELECT coalesce(max(version), 0) AS version FROM event WHERE stream_id = ?
                    ), events AS (
                        INSERT INTO event ($names, recorded_at)
                        SELECT e.*, now() FROM head, unnest($arrays) AS e WHERE head.version = ?
                        RETURNING position
                    )
                    INSERT INTO receipt (key, fingerprint, answer, position, recorded_at)
                    SELECT ?, ?, ?, max(position), now() FROM events HAVING count(*) > 0
                    """);

    private static final String VERSION = "SELECT max(version) FROM event WHERE stream_id = ?";

    private static final String INSERT =
            Table.EVENTS.in("INSERT INTO event ($names, recorded_at) VALUES ($values, now())");

    private final Supplier<List<EventData>> events;
    private final Writer writer;

    /** What is sent to the database. */
    private interface Writer {
        void write(Connection connection, Entry entry) throws SQLException;
    }

    /** What is written how, and into which tables. */
    private record Way(String name, Writer writer, List<String> tables) {}

    private SingleLog(Database database, Supplier<List<EventData>> events, Way way) {
        super(way.name(), database, way.tables().toArray(String[]::new));
        this.events = events;
        this.writer = way.writer();
    }

    static EventLog statement(Database database, Supplier<List<EventData>> events) {
        return new SingleLog(
                database,
                events,
                new Way(
                        "one statement per append",
                        SingleLog::checkAndInsert,
                        List.of("event", "receipt")));
    }

    /** As the tutorials write it. They keep no receipts, so this writes less than the others. */
    static EventLog transaction(Database database, Supplier<List<EventData>> events) {
        return new SingleLog(
                database,
                events,
                new Way(
                        "one transaction per append",
                        SingleLog::checkThenInsert,
                        List.of("event")));
    }

    @Override
    void append(long stream, long version) throws SQLException {
        try (var connection = database.pool().getConnection()) {
            writer.write(connection, new Entry(stream, version, events.get()));
        }
    }

    private static void checkAndInsert(Connection connection, Entry entry) throws SQLException {
        try (var insert = connection.prepareStatement(CHECK_AND_INSERT)) {
            insert.setLong(1, entry.stream());
            int next = Table.EVENTS.bindArrays(insert, 2, entry.rows(0));
            insert.setLong(next, entry.version());
            insert.setObject(next + 1, entry.receipt().key());
            insert.setObject(next + 2, entry.receipt().fingerprint());
            insert.setBytes(next + 3, entry.receipt().answer().bytes());
            Contest.requireEqual(1, insert.executeUpdate());
        }
    }

    private static void checkThenInsert(Connection connection, Entry entry) throws SQLException {
        connection.setAutoCommit(false);
        long version = Database.query(connection, VERSION, entry.stream());
        Contest.requireEqual(entry.version(), version);
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var row : entry.rows(0)) {
                Table.EVENTS.bind(insert, row);
                insert.addBatch();
            }
            int[] unusedCounts = insert.executeBatch();
        }
        connection.commit();
    }
}
