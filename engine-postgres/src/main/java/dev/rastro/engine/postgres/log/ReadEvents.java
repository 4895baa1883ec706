package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventFilter.Everything;
import dev.rastro.engine.subscription.EventFilter.OfCategory;
import dev.rastro.engine.subscription.EventFilter.OfStream;
import dev.rastro.engine.subscription.EventFilter.OfTypes;
import dev.rastro.engine.subscription.EventSource.Page;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Events in the order of their stream, or of the log. */
public final class ReadEvents {

    private static final String COLUMNS =
            """
            SELECT s.category, s.name, e.version, e.position, e.recorded_at, e.event_id, e.type,
                   e.schema_version, e.payload, e.correlation_id, e.causation_id, e.actor
            """;

    /**
     * Versions have no gaps, so a page is a range of them. A limit would leave the choice to the
     * planner, which may well fetch and sort all that follows.
     */
    private static final String OF_STREAM =
            COLUMNS
                    + """
                      FROM rastro.stream s
                      JOIN rastro.event e ON e.stream_id = s.id
                     WHERE s.category = ? AND s.name = ? AND e.version > ? AND e.version <= ?
                     ORDER BY e.version
                    """;

    private static final String OF_LOG =
            COLUMNS
                    + """
                      FROM rastro.event e
                      JOIN rastro.stream s ON s.id = e.stream_id
                     WHERE e.position > ?
                     ORDER BY e.position
                     LIMIT ?
                    """;

    private static final String FROM_LOG =
            COLUMNS
                    + """
                      FROM rastro.event e
                      JOIN rastro.stream s ON s.id = e.stream_id
                     WHERE e.position > ? AND e.position <= ?
                    """;

    private static final String AT =
            COLUMNS
                    + """
                      FROM rastro.event e
                      JOIN rastro.stream s ON s.id = e.stream_id
                     WHERE e.position = ANY (?)
                     ORDER BY e.position
                    """;

    private static final String IN_ORDER = " ORDER BY e.position LIMIT ?";

    private static final String EVERYTHING = FROM_LOG + IN_ORDER;

    private static final String OF_CATEGORY = FROM_LOG + " AND s.category = ?" + IN_ORDER;

    private static final String OF_TYPES = FROM_LOG + " AND e.type = ANY (?)" + IN_ORDER;

    /**
     * There is no index on stream and position, but within a stream versions grow with positions:
     * so the first version after a position is found by halving.
     */
    private static final String OF_STREAM_FROM_LOG =
            """
            WITH RECURSIVE one (id, category, name, length) AS (
                SELECT s.id, s.category, s.name,
                       (SELECT max(e.version) FROM rastro.event e WHERE e.stream_id = s.id)
                  FROM rastro.stream s
                 WHERE s.category = ? AND s.name = ?
            ), halving (low, high) AS (
                SELECT 0::bigint, length FROM one
                 UNION ALL
                SELECT CASE WHEN e.position <= ? THEN e.version ELSE h.low END,
                       CASE WHEN e.position <= ? THEN h.high ELSE e.version - 1 END
                  FROM halving h
                 CROSS JOIN one
                  JOIN rastro.event e
                    ON e.stream_id = one.id AND e.version = (h.low + h.high + 1) / 2
                 WHERE h.low < h.high
            )
            """
                    + COLUMNS
                    + """
                      FROM one s
                      JOIN rastro.event e ON e.stream_id = s.id
                     WHERE e.version > (SELECT max(low) FROM halving)
                       AND e.version <= (SELECT max(low) + ? FROM halving)
                       AND e.position <= ?
                     ORDER BY e.version
                    """;

    /** How much of the log one statement looks through, so that it stays short. */
    private static final long LOOKED_THROUGH_MAX = 10_000;

    private static final int ROWS_AT_ONCE = 500;
    private static final int BYTES_MAX = 16 << 20;

    /** A part of the log, and how many events of it are wanted. */
    private record Stretch(long after, long upTo, int limit) {}

    private ReadEvents() {}

    /** Events of one stream after a version, oldest first. */
    public static List<RecordedEvent> ofStream(
            Connection connection, StreamName stream, long afterVersion, int limit)
            throws SQLException {
        try (var select = connection.prepareStatement(OF_STREAM)) {
            select.setString(1, stream.category());
            select.setString(2, stream.id());
            select.setLong(3, afterVersion);
            select.setLong(4, afterVersion + limit);
            return read(select);
        }
    }

    /** Events after a position, in the order of the log, as {@code connection} sees them. */
    public static List<RecordedEvent> ofLog(Connection connection, long afterPosition, int limit)
            throws SQLException {
        try (var select = connection.prepareStatement(OF_LOG)) {
            select.setLong(1, afterPosition);
            select.setInt(2, limit);
            return read(select);
        }
    }

    /** Where the log ends, as {@code connection} sees it. */
    public static long lastPosition(Connection connection) throws SQLException {
        return LogHead.read(connection).position();
    }

    /**
     * Looks for events after a position. What does not match stays in the database. Ends early
     * where events are few or large, so that a page takes little time and memory.
     *
     * @param connection with auto-commit on
     */
    public static Page matching(
            Connection connection, EventFilter filter, long afterPosition, int limit)
            throws SQLException {
        // Before the events: what is committed by now is seen by the statements that follow.
        long head = lastPosition(connection);
        long upTo =
                filter instanceof OfStream
                        ? head
                        : Math.min(head, afterPosition + LOOKED_THROUGH_MAX);
        if (upTo <= afterPosition) {
            return new Page(List.of(), afterPosition);
        }
        // Only in a transaction do rows come piece by piece.
        connection.setAutoCommit(false);
        var stretch = new Stretch(afterPosition, upTo, limit);
        try (var select = prepare(connection, filter, stretch)) {
            return page(select, stretch);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /**
     * As {@link #matching}, for one who knows already where they are.
     *
     * @param connection with auto-commit on
     * @param positions of the first {@code limit} that match up to {@code upTo}, ascending
     */
    public static Page at(Connection connection, List<Long> positions, long upTo, int limit)
            throws SQLException {
        connection.setAutoCommit(false);
        try (var select = connection.prepareStatement(AT)) {
            select.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            return page(select, new Stretch(0, upTo, limit));
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static PreparedStatement prepare(
            Connection connection, EventFilter filter, Stretch stretch) throws SQLException {
        return switch (filter) {
            case Everything everything -> {
                var select = range(connection, EVERYTHING, stretch);
                select.setInt(3, stretch.limit());
                yield select;
            }
            case OfCategory(String category) -> {
                var select = range(connection, OF_CATEGORY, stretch);
                select.setString(3, category);
                select.setInt(4, stretch.limit());
                yield select;
            }
            case OfTypes(Set<String> types) -> {
                var select = range(connection, OF_TYPES, stretch);
                select.setArray(3, connection.createArrayOf("text", types.toArray(String[]::new)));
                select.setInt(4, stretch.limit());
                yield select;
            }
            case OfStream(StreamName stream) -> prepare(connection, stream, stretch);
        };
    }

    private static PreparedStatement range(Connection connection, String sql, Stretch stretch)
            throws SQLException {
        var select = connection.prepareStatement(sql);
        select.setLong(1, stretch.after());
        select.setLong(2, stretch.upTo());
        return select;
    }

    private static PreparedStatement prepare(
            Connection connection, StreamName stream, Stretch stretch) throws SQLException {
        var select = connection.prepareStatement(OF_STREAM_FROM_LOG);
        select.setString(1, stream.category());
        select.setString(2, stream.id());
        select.setLong(3, stretch.after());
        select.setLong(4, stretch.after());
        select.setLong(5, stretch.limit());
        select.setLong(6, stretch.upTo());
        return select;
    }

    private static Page page(PreparedStatement select, Stretch stretch) throws SQLException {
        select.setFetchSize(ROWS_AT_ONCE);
        try (var rows = select.executeQuery()) {
            var events = new ArrayList<RecordedEvent>();
            long bytes = 0;
            while (bytes < BYTES_MAX && rows.next()) {
                var event = event(rows);
                events.add(event);
                bytes += event.data().payload().size();
            }
            boolean endedEarly = bytes >= BYTES_MAX || events.size() == stretch.limit();
            return new Page(events, endedEarly ? events.getLast().position() : stretch.upTo());
        }
    }

    private static List<RecordedEvent> read(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var events = new ArrayList<RecordedEvent>();
            while (rows.next()) {
                events.add(event(rows));
            }
            return events;
        }
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        var metadata =
                new Metadata(
                        row.getObject(10, UUID.class),
                        row.getObject(11, UUID.class),
                        row.getString(12));
        var data =
                new EventData(
                        row.getObject(6, UUID.class),
                        row.getString(7),
                        row.getInt(8),
                        Payload.of(row.getBytes(9)),
                        metadata);
        return new RecordedEvent(
                new StreamName(row.getString(1), row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                data);
    }
}
