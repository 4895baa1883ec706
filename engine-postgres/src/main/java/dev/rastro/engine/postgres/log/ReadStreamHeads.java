package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.StreamName;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Ids, versions and last events of streams. */
final class ReadStreamHeads {

    private static final String BY_NAME =
            """
            SELECT s.category, s.name, s.id, last.version, last.event_id
              FROM unnest(?::text[], ?::text[]) AS wanted (category, name)
              JOIN rastro.stream s USING (category, name)
              CROSS JOIN LATERAL (
                   SELECT e.version, e.event_id FROM rastro.event e
                    WHERE e.stream_id = s.id ORDER BY e.version DESC LIMIT 1) AS last
            """;

    private static final String BETWEEN =
            """
            SELECT DISTINCT ON (s.id) s.category, s.name, s.id, e.version, e.event_id
              FROM rastro.event e
              JOIN rastro.stream s ON s.id = e.stream_id
             WHERE e.position > ? AND e.position <= ?
             ORDER BY s.id, e.version DESC
            """;

    private ReadStreamHeads() {}

    /** Streams without events are missing in the answer. */
    static Map<StreamName, StreamHead> run(Connection connection, Collection<StreamName> wanted)
            throws SQLException {
        try (var select = connection.prepareStatement(BY_NAME)) {
            select.setArray(1, text(connection, wanted.stream().map(StreamName::category)));
            select.setArray(2, text(connection, wanted.stream().map(StreamName::id)));
            return read(select);
        }
    }

    /** Streams that got events at these positions, with the last version they got there. */
    static Map<StreamName, StreamHead> between(Connection connection, long after, long upTo)
            throws SQLException {
        try (var select = connection.prepareStatement(BETWEEN)) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            return read(select);
        }
    }

    private static Array text(Connection connection, Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }

    private static Map<StreamName, StreamHead> read(PreparedStatement select) throws SQLException {
        var heads = new HashMap<StreamName, StreamHead>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                heads.put(
                        new StreamName(rows.getString(1), rows.getString(2)),
                        new StreamHead(
                                rows.getLong(3), rows.getLong(4), rows.getObject(5, UUID.class)));
            }
        }
        return heads;
    }
}
