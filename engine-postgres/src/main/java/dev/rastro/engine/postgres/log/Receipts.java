package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.Payload;
import dev.rastro.engine.postgres.jdbc.BinaryArray;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.RecordedReceipt;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads receipts by key. */
final class Receipts {

    private static final String SQL =
            """
            SELECT key, fingerprint, answer, position, recorded_at
              FROM rastro.receipt
             WHERE key = ANY (?)
            """;

    private Receipts() {}

    /** Unknown keys are missing in the answer. */
    static Map<UUID, RecordedReceipt> find(Connection connection, Collection<UUID> keys)
            throws SQLException {
        var found = new HashMap<UUID, RecordedReceipt>();
        if (keys.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement(SQL)) {
            BinaryArray.bind(select, 1, keys.toArray(UUID[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var receipt =
                            new Receipt(
                                    rows.getObject(1, UUID.class),
                                    rows.getObject(2, UUID.class),
                                    Payload.of(rows.getBytes(3)));
                    found.put(
                            receipt.key(),
                            new RecordedReceipt(
                                    receipt,
                                    rows.getLong(4),
                                    rows.getObject(5, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return found;
    }
}
