package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.StreamName;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Ids and versions of streams. */
final class ReadStreamHeads {

    private static final String BY_NAME =
            """
            SELECT s.category, s.name, s.id,
                   (SELECT e.version FROM rastro.event e
                     WHERE e.stream_id = s.id ORDER BY e.version DESC LIMIT 1)
              FROM unnest(?::text[], ?::text[]) AS wanted (category, name)
              JOIN rastro.stream s USING (category, name)
            """;

    private static final String BETWEEN =
            """
            SELECT s.category, s.name, s.id, max(e.version)
              FROM rastro.event e
              JOIN rastro.stream s ON s.id = e.stream_id
             WHERE e.position > ? AND e.position <= ?
             GROUP BY s.id
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
                        new StreamHead(rows.getLong(3), rows.getLong(4)));
            }
        }
        return heads;
    }
}
