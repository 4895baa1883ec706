package dev.rastro.embedded;

import java.sql.Connection;
import java.sql.SQLException;

/** The settings that decide whether an acknowledged commit outlives a crash. */
public record Durability(String fsync, String synchronousCommit, String fullPageWrites) {

    private static final String SQL =
            """
            SELECT current_setting('fsync'),
                   current_setting('synchronous_commit'),
                   current_setting('full_page_writes')
            """;

    /** As they hold for this connection, because roles and databases may have their own. */
    public static Durability read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SQL)) {
            rows.next();
            return new Durability(rows.getString(1), rows.getString(2), rows.getString(3));
        }
    }

    /** Whether neither a killed process nor a power cut loses what was acknowledged. */
    public boolean isSafe() {
        return !fsync.equals("off")
                && !synchronousCommit.equals("off")
                && !fullPageWrites.equals("off");
    }

    /** One line for the person who started the program. */
    public String describe() {
        return "fsync=%s synchronous_commit=%s full_page_writes=%s"
                .formatted(fsync, synchronousCommit, fullPageWrites);
    }
}
