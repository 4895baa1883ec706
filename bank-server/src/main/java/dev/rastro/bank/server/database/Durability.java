package dev.rastro.bank.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a database does so that what it has confirmed survives a loss of power. */
public record Durability(
        String serverVersion, String fsync, String synchronousCommit, String fullPageWrites) {

    private static final String SQL =
            """
            SELECT current_setting('server_version'),
                   current_setting('fsync'),
                   current_setting('synchronous_commit'),
                   current_setting('full_page_writes')
            """;

    private static final String OFF = "off";

    public static Durability of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            return new Durability(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        }
    }

    /** Refuses a database that may forget what it has confirmed. */
    public static Durability check(Connection connection) throws SQLException, NotDurableException {
        Durability durability = of(connection);
        List<String> weaknesses = durability.weaknesses();
        if (!weaknesses.isEmpty()) {
            throw new NotDurableException(weaknesses);
        }
        return durability;
    }

    /** The settings that make it forget, such as {@code fsync=off}; none is as it should be. */
    public List<String> weaknesses() {
        var weaknesses = new ArrayList<String>();
        if (fsync.equals(OFF)) {
            weaknesses.add("fsync=off");
        }
        // Every other value (local, remote_write, on, remote_apply) waits for the local disk.
        if (synchronousCommit.equals(OFF)) {
            weaknesses.add("synchronous_commit=off");
        }
        if (fullPageWrites.equals(OFF)) {
            weaknesses.add("full_page_writes=off");
        }
        return weaknesses;
    }

    @Override
    public String toString() {
        return "fsync=%s synchronous_commit=%s full_page_writes=%s"
                .formatted(fsync, synchronousCommit, fullPageWrites);
    }
}
