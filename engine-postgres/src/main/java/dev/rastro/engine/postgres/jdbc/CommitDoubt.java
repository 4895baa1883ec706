package dev.rastro.engine.postgres.jdbc;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;

import java.sql.SQLException;
import java.sql.SQLWarning;

/** Whether a commit is certain. */
public final class CommitDoubt {

    /** "Transaction resolution unknown", in the class of connections that break. */
    private static final String UNKNOWN = "08007";

    private static final String CLASS_WARNING = "01";

    /** Says that the database must be vacuumed soon; it does so before it commits anything. */
    private static final String VACUUM_SOON = "GetNewTransactionId";

    private CommitDoubt() {}

    /**
     * A commit that succeeds with a warning may not have become durable as it should: a wait for a
     * synchronous standby that is cancelled ends so. The text of warnings is translated, so any
     * counts.
     *
     * @throws SQLException if there is such a warning
     */
    public static void refuse(@Nullable SQLWarning first) throws SQLException {
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            var state = warning.getSQLState();
            if (state != null && state.startsWith(CLASS_WARNING) && !isAboutVacuum(warning)) {
                throw new SQLException(
                        "committed with a warning: " + warning.getMessage(), UNKNOWN, warning);
            }
        }
    }

    private static boolean isAboutVacuum(SQLWarning warning) {
        var said = warning instanceof PSQLWarning server ? server.getServerErrorMessage() : null;
        return said != null && VACUUM_SOON.equals(said.getRoutine());
    }
}
