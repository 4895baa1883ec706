package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events in the order of their stream, or of the log. */
public final class ReadEvents {

    private static final String COLUMNS =
            """
            SELECT s.category, s.name, e.version, e.position, e.recorded_at, e.event_id, e.type,
                   e.schema_version, e.payload, e.correlation_id, e.causation_id, e.actor
            """;

    private static final String OF_STREAM =
            COLUMNS
                    + """
                      FROM rastro.stream s
                      JOIN rastro.event e ON e.stream_id = s.id
                     WHERE s.category = ? AND s.name = ? AND e.version > ?
                     ORDER BY e.version
                     LIMIT ?
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

    private ReadEvents() {}

    /** Events of one stream after a version, oldest first. */
    public static List<RecordedEvent> ofStream(
            Connection connection, StreamName stream, long afterVersion, int limit)
            throws SQLException {
        try (var select = connection.prepareStatement(OF_STREAM)) {
            select.setString(1, stream.category());
            select.setString(2, stream.id());
            select.setLong(3, afterVersion);
            select.setInt(4, limit);
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
