package dev.rastro.engine.postgres.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Rows of {@code rastro.process}: how far each process has reacted, and whose turn it is. */
final class ProcessTable {

    private static final String ADD =
            "INSERT INTO rastro.process (name) VALUES (?) ON CONFLICT DO NOTHING";

    private static final String LOCK =
            "SELECT position FROM rastro.process WHERE name = ? FOR UPDATE SKIP LOCKED";

    private static final String MOVE = "UPDATE rastro.process SET position = ? WHERE name = ?";

    private ProcessTable() {}

    static void add(Connection connection, String process) throws SQLException {
        try (var insert = connection.prepareStatement(ADD)) {
            insert.setString(1, process);
            insert.executeUpdate();
        }
    }

    /** Takes the turn until the transaction ends; empty if another node has it. */
    static OptionalLong lock(Connection connection, String process) throws SQLException {
        try (var select = connection.prepareStatement(LOCK)) {
            select.setString(1, process);
            try (var row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    static void move(Connection connection, String process, long position) throws SQLException {
        try (var update = connection.prepareStatement(MOVE)) {
            update.setLong(1, position);
            update.setString(2, process);
            update.executeUpdate();
        }
    }
}
