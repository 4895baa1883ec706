package dev.rastro.engine.postgres.watch;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What the driver offers beyond JDBC. */
final class Notifications {

    private Notifications() {}

    /** The texts of the next notifications; none if there are none in time. */
    static List<String> await(Connection connection, Duration atMost) throws SQLException {
        PGNotification @Nullable [] found =
                connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
        return found == null
                ? List.of()
                : Arrays.stream(found).map(PGNotification::getParameter).toList();
    }
}
