package dev.rastro.engine.postgres.projection.catalog;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code rastro.parked_stream}. */
public final class ParkedStreams {

    private static final int REASON_LENGTH_MAX = 2_000;

    private static final String SELECT =
            """
            SELECT category, stream, first_version, first_position, reason, attempts, parked_at
              FROM rastro.parked_stream
             WHERE projection = ? AND generation = ?
             ORDER BY first_position
            """;

    private static final String PARK =
            """
            INSERT INTO rastro.parked_stream AS old
                   (projection, generation, category, stream, first_version, first_position, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (projection, generation, category, stream)
            DO UPDATE SET first_version = excluded.first_version,
                          first_position = excluded.first_position,
                          reason = excluded.reason,
                          attempts = old.attempts + 1
            """;

    private static final String REMOVE =
            """
            DELETE FROM rastro.parked_stream
             WHERE projection = ? AND generation = ? AND category = ? AND stream = ?
            """;

    private static final String REMOVE_ALL =
            "DELETE FROM rastro.parked_stream WHERE projection = ? AND generation = ?";

    private ParkedStreams() {}

    public static List<ParkedStream> of(Connection connection, Generation generation)
            throws SQLException {
        try (var select = connection.prepareStatement(SELECT)) {
            bind(select, generation);
            try (var rows = select.executeQuery()) {
                var parked = new ArrayList<ParkedStream>();
                while (rows.next()) {
                    parked.add(
                            new ParkedStream(
                                    new StreamName(rows.getString(1), rows.getString(2)),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getString(5),
                                    rows.getInt(6),
                                    rows.getObject(7, OffsetDateTime.class).toInstant()));
                }
                return parked;
            }
        }
    }

    public static Optional<ParkedStream> find(
            Connection connection, Generation generation, StreamName stream) throws SQLException {
        return of(connection, generation).stream()
                .filter(parked -> parked.stream().equals(stream))
                .findFirst();
    }

    public static void park(
            Connection connection, Generation generation, RecordedEvent event, Exception reason)
            throws SQLException {
        var text = String.valueOf(reason.getMessage()).replace('\0', '?');
        try (var insert = connection.prepareStatement(PARK)) {
            bind(insert, generation);
            insert.setString(3, event.stream().category());
            insert.setString(4, event.stream().id());
            insert.setLong(5, event.version());
            insert.setLong(6, event.position());
            insert.setString(7, text.substring(0, Math.min(text.length(), REASON_LENGTH_MAX)));
            insert.executeUpdate();
        }
    }

    public static void remove(Connection connection, Generation generation, StreamName stream)
            throws SQLException {
        try (var delete = connection.prepareStatement(REMOVE)) {
            bind(delete, generation);
            delete.setString(3, stream.category());
            delete.setString(4, stream.id());
            delete.executeUpdate();
        }
    }

    public static void removeAll(Connection connection, Generation generation) throws SQLException {
        try (var delete = connection.prepareStatement(REMOVE_ALL)) {
            bind(delete, generation);
            delete.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, Generation generation)
            throws SQLException {
        statement.setString(1, generation.projection());
        statement.setInt(2, generation.number());
    }
}
