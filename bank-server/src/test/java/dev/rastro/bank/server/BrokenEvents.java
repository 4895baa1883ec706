package dev.rastro.bank.server;

import java.sql.SQLException;

/** Events that no program can read, on a stream of their own. */
public final class BrokenEvents {

    private BrokenEvents() {}

    /** Appends them at the end of the log, past the server. */
    public static void append(TestBank bank, String category, int count) {
        try {
            bank.database()
                    .execute(
                            """
                            UPDATE rastro.log_head SET position = position + %2$d;
                            INSERT INTO rastro.stream VALUES (-1, '%1$s', 'broken');
                            INSERT INTO rastro.event
                            SELECT position - %2$d + n, -1, n, now(), gen_random_uuid(),
                                   gen_random_uuid(), gen_random_uuid(), 1, 'Nonsense', 'x', '{}'
                              FROM rastro.log_head, generate_series(1, %2$d) AS n;
                            """
                                    .formatted(category, count));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
