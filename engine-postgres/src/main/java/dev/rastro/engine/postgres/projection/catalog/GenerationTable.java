package dev.rastro.engine.postgres.projection.catalog;

import dev.rastro.engine.postgres.projection.catalog.Generation.State;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of {@code rastro.projection}. */
public final class GenerationTable {

    private static final String COLUMNS =
            "SELECT name, generation, version, state, compare, %s, started_at, switched_at";

    private static final String FROM =
            """

              FROM rastro.projection p
             WHERE name = ?
            """;

    /** While a generation is built in parts, it is as far as the last of them. */
    private static final String SELECT =
            COLUMNS.formatted(
                            """
                            coalesce((SELECT min(part.position) FROM rastro.projection_part part
                                       WHERE part.projection = p.name
                                         AND part.generation = p.generation), p.position)\
                            """)
                    + FROM
                    + " ORDER BY generation";

    private static final String LOCK =
            COLUMNS.formatted("position") + FROM + " AND generation = ? FOR UPDATE";

    private static final String ADD =
            """
            INSERT INTO rastro.projection (name, generation, version, state, compare, switched_at)
            SELECT ?, coalesce(max(generation), 0) + 1, ?, ?, ?,
                   CASE WHEN ? = 'serving' THEN now() END
              FROM rastro.projection WHERE name = ?
            RETURNING generation
            """;

    private static final String MOVE =
            """
            UPDATE rastro.projection SET position = ?
             WHERE name = ? AND generation = ? AND position = ?
            """;

    private static final String STATE =
            """
            UPDATE rastro.projection
               SET state = ?,
                   switched_at = CASE WHEN ? = 'serving' THEN now() ELSE switched_at END
             WHERE name = ? AND generation = ?
            """;

    private static final String REMOVE =
            "DELETE FROM rastro.projection WHERE name = ? AND generation = ?";

    private GenerationTable() {}

    /** All of a projection's, oldest first. */
    public static List<Generation> of(Connection connection, String projection)
            throws SQLException {
        try (var select = connection.prepareStatement(SELECT)) {
            select.setString(1, projection);
            return read(select);
        }
    }

    /** Until the transaction ends, no other runner of this generation gets past this call. */
    public static Optional<Generation> lock(Connection connection, String projection, int number)
            throws SQLException {
        try (var select = connection.prepareStatement(LOCK)) {
            select.setString(1, projection);
            select.setInt(2, number);
            return read(select).stream().findFirst();
        }
    }

    /** What is known of a generation when it is begun. */
    public record Beginning(String projection, int version, State state, boolean compare) {}

    /**
     * @return its number
     */
    public static int add(Connection connection, Beginning beginning) throws SQLException {
        try (var insert = connection.prepareStatement(ADD)) {
            insert.setString(1, beginning.projection());
            insert.setInt(2, beginning.version());
            insert.setString(3, name(beginning.state()));
            insert.setBoolean(4, beginning.compare());
            insert.setString(5, name(beginning.state()));
            insert.setString(6, beginning.projection());
            try (var row = insert.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    public static void move(Connection connection, Generation from, long position)
            throws SQLException {
        try (var update = connection.prepareStatement(MOVE)) {
            update.setLong(1, position);
            update.setString(2, from.projection());
            update.setInt(3, from.number());
            update.setLong(4, from.position());
            if (update.executeUpdate() != 1) {
                throw new SQLException(
                        "the checkpoint of %s is no longer %d"
                                .formatted(from.projection(), from.position()));
            }
        }
    }

    public static void change(Connection connection, Generation generation, State state)
            throws SQLException {
        try (var update = connection.prepareStatement(STATE)) {
            update.setString(1, name(state));
            update.setString(2, name(state));
            update.setString(3, generation.projection());
            update.setInt(4, generation.number());
            update.executeUpdate();
        }
    }

    public static void remove(Connection connection, Generation generation) throws SQLException {
        try (var delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, generation.projection());
            delete.setInt(2, generation.number());
            delete.executeUpdate();
        }
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static List<Generation> read(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var generations = new ArrayList<Generation>();
            while (rows.next()) {
                generations.add(read(rows));
            }
            return generations;
        }
    }

    private static Generation read(ResultSet row) throws SQLException {
        var switched = row.getObject(8, OffsetDateTime.class);
        return new Generation(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                State.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                row.getBoolean(5),
                row.getLong(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                switched == null ? null : switched.toInstant());
    }
}
