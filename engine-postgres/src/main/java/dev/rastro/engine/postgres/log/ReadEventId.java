package dev.rastro.engine.postgres.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Which event stands at a position. */
final class ReadEventId {

    private static final String SQL = "SELECT event_id FROM rastro.event WHERE position = ?";

    private ReadEventId() {}

    static Optional<UUID> at(Connection connection, long position) throws SQLException {
        try (var select = connection.prepareStatement(SQL)) {
            select.setLong(1, position);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }
}
