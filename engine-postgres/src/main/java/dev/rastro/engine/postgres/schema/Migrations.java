package dev.rastro.engine.postgres.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings one schema of a database to the version of this program, by numbered SQL files that are
 * applied once each, in order, all in one transaction and under a lock, so that several processes
 * may start at once.
 *
 * @param schema the PostgreSQL schema; created when missing
 * @param files names of resources beside {@code anchor}, oldest first, such as {@code
 *     V001__log.sql}; a file that was ever applied must never change
 */
public record Migrations(String schema, Class<?> anchor, List<String> files) {

    /** The engine's own tables, in schema {@value #ENGINE_SCHEMA}. */
    public static final String ENGINE_SCHEMA = "rastro";

    /** The role under which the application works; it may read and append, and owns nothing. */
    public static final String APPLICATION_ROLE = "rastro_app";

    /** Same for every schema and program, so that migrations of one database never overlap. */
    private static final long LOCK = 0x7261_7374_726fL;

    public static Migrations engine() {
        return new Migrations(
                ENGINE_SCHEMA,
                Migrations.class,
                List.of(
                        "V001__log.sql",
                        "V002__snapshots_and_projections.sql",
                        "V003__events_for_people.sql",
                        "V004__application_role.sql",
                        "V005__checkpoints.sql",
                        "V006__projection_parts.sql"));
    }

    /**
     * Applies what is missing.
     *
     * @param connection of the role that shall own the tables; left with auto-commit on
     * @return the files that were applied now
     * @throws IllegalStateException if an applied file has changed since, or the database was
     *     migrated by a newer program
     */
    public List<String> run(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var applied = applyMissing(connection);
            connection.commit();
            return applied;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private List<String> applyMissing(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            statement.execute("SET LOCAL search_path = " + schema);
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS migration (
                        file       text        PRIMARY KEY,
                        checksum   text        NOT NULL,
                        applied_at timestamptz NOT NULL DEFAULT now()
                    )
                    """);
            var known = known(connection);
            check(known);
            var missing = files.stream().filter(file -> !known.containsKey(file)).toList();
            for (var file : missing) {
                statement.execute(read(file));
                record(connection, file);
            }
            return missing;
        }
    }

    private void check(Map<String, String> known) {
        known.forEach((file, checksum) -> {
            if (!files.contains(file)) {
                throw new IllegalStateException(
                        "the database has migration %s, which this program does not know: it is older than the database"
                                .formatted(file));
            }
            if (!checksum.equals(checksum(read(file)))) {
                throw new IllegalStateException(
                        "migration %s has changed since it was applied".formatted(file));
            }
        });
    }

    private static Map<String, String> known(Connection connection) throws SQLException {
        var known = new HashMap<String, String>();
        try (var select = connection.prepareStatement("SELECT file, checksum FROM migration");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                known.put(rows.getString(1), rows.getString(2));
            }
        }
        return known;
    }

    private void record(Connection connection, String file) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "INSERT INTO migration (file, checksum) VALUES (?, ?)")) {
            insert.setString(1, file);
            insert.setString(2, checksum(read(file)));
            insert.executeUpdate();
        }
    }

    private String read(String file) {
        try (InputStream in = Objects.requireNonNull(anchor.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static String checksum(String sql) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(sql.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
