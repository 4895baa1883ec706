package dev.rastro.engine.postgres.log;

import static org.awaitility.Awaitility.await;

import dev.rastro.engine.postgres.TestDatabase;

import java.sql.SQLException;
import java.time.Duration;

/** What the sessions of a database wait for. */
final class Sessions {

    private static final String WAITING =
            """
            SELECT 1 FROM pg_stat_activity
             WHERE datname = current_database()
               AND (wait_event = ? OR wait_event_type = ? AND wait_event <> 'advisory')
            """;

    private Sessions() {}

    /**
     * @param what {@code advisory}, {@code Lock} for any other lock, or an event that is no lock
     */
    static boolean anyWaitsFor(TestDatabase database, String what) {
        try (var connection = database.asOwner().getConnection();
                var select = connection.prepareStatement(WAITING)) {
            select.setString(1, what);
            select.setString(2, what);
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void awaitOne(TestDatabase database, String what) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(1))
                .until(() -> anyWaitsFor(database, what));
    }
}
