package dev.rastro.engine.postgres.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/** A block of numbers for new streams, for this appender alone. */
final class ReserveStreamIds {

    /** The sequence's increment. */
    private static final int BLOCK = 1_000;

    private static final String SQL = "SELECT nextval('rastro.stream_id')";

    private ReserveStreamIds() {}

    static List<Long> run(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SQL);
                var row = select.executeQuery()) {
            row.next();
            long first = row.getLong(1);
            return LongStream.range(first, first + BLOCK).boxed().toList();
        }
    }
}
