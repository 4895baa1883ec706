package dev.rastro.engine.postgres.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** A lock on a name, in place of a row that all would have to agree on. */
public final class AdvisoryLock {

    private static final String WAIT = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String TRY = "SELECT pg_try_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String TRY_FOR_SESSION =
            "SELECT pg_try_advisory_lock(hashtextextended(?, 0))";

    private static final String RELEASE = "SELECT pg_advisory_unlock(hashtextextended(?, 0))";

    private AdvisoryLock() {}

    /** Waits for the lock, and holds it until the transaction ends. */
    public static void take(Connection connection, String name) throws SQLException {
        try (var lock = connection.prepareStatement(WAIT)) {
            lock.setString(1, name);
            lock.execute();
        }
    }

    /** Takes the lock until the transaction ends, if nobody has it. */
    public static boolean tryTake(Connection connection, String name) throws SQLException {
        return query(connection, TRY, name);
    }

    /** Takes the lock until it is released or the session ends, if nobody has it. */
    public static boolean tryTakeForSession(Connection connection, String name)
            throws SQLException {
        return query(connection, TRY_FOR_SESSION, name);
    }

    /**
     * Gives back what the session took.
     *
     * @return false if the session did not have it
     */
    public static boolean release(Connection connection, String name) throws SQLException {
        return query(connection, RELEASE, name);
    }

    private static boolean query(Connection connection, String sql, String name)
            throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
