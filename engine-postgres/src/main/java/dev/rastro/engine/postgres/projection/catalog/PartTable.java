package dev.rastro.engine.postgres.projection.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of {@code rastro.projection_part}: the checkpoints of those who build one generation. */
public final class PartTable {

    private static final String ADD =
            """
            INSERT INTO rastro.projection_part (projection, generation, part, position)
            SELECT ?, ?, part, ? FROM generate_series(0, ? - 1) part
            """;

    private static final String SELECT =
            """
            SELECT position FROM rastro.projection_part
             WHERE projection = ? AND generation = ? ORDER BY part
            """;

    private static final String MOVE =
            """
            UPDATE rastro.projection_part SET position = ?
             WHERE projection = ? AND generation = ? AND part = ? AND position = ?
            """;

    private static final String REMOVE =
            "DELETE FROM rastro.projection_part WHERE projection = ? AND generation = ?";

    private PartTable() {}

    public static void add(Connection connection, Generation generation, int parts)
            throws SQLException {
        try (var insert = connection.prepareStatement(ADD)) {
            insert.setString(1, generation.projection());
            insert.setInt(2, generation.number());
            insert.setLong(3, generation.position());
            insert.setInt(4, parts);
            insert.executeUpdate();
        }
    }

    /** The position of each part; empty if the generation is not built in parts. */
    public static List<Long> positions(Connection connection, Generation generation)
            throws SQLException {
        try (var select = connection.prepareStatement(SELECT)) {
            select.setString(1, generation.projection());
            select.setInt(2, generation.number());
            try (var rows = select.executeQuery()) {
                var positions = new ArrayList<Long>();
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
                return positions;
            }
        }
    }

    /**
     * Moves a checkpoint, and locks it until the transaction ends: to be called before anything is
     * applied, so that another process that builds the same part gets no further than this.
     */
    public static void move(Connection connection, Generation generation, Move move)
            throws SQLException {
        try (var update = connection.prepareStatement(MOVE)) {
            update.setLong(1, move.to());
            update.setString(2, generation.projection());
            update.setInt(3, generation.number());
            update.setInt(4, move.part());
            update.setLong(5, move.from());
            if (update.executeUpdate() != 1) {
                throw new SQLException(
                        "part %d of %s is no longer at %d"
                                .formatted(move.part(), generation.projection(), move.from()));
            }
        }
    }

    public record Move(int part, long from, long to) {}

    public static void remove(Connection connection, Generation generation) throws SQLException {
        try (var delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, generation.projection());
            delete.setInt(2, generation.number());
            delete.executeUpdate();
        }
    }
}
