package dev.rastro.engine.postgres.process;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The pending deadlines of one process, at most one for each stream. */
final class DeadlineTable {

    private final String name;

    /**
     * @param name as SQL names it, checked; no value from outside
     */
    DeadlineTable(String name) {
        this.name = name;
    }

    String ddl() {
        return """
        CREATE TABLE %1$s (
            category text        NOT NULL,
            stream   text        NOT NULL,
            version  bigint      NOT NULL,
            due_at   timestamptz NOT NULL,
            PRIMARY KEY (category, stream)
        );

        CREATE INDEX ON %1$s (due_at, category, stream);
        """
                .formatted(name);
    }

    private String setSql() {
        return """
        INSERT INTO %s (category, stream, version, due_at)
        SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
        ON CONFLICT (category, stream) DO UPDATE
           SET version = excluded.version, due_at = excluded.due_at
        """
                .formatted(name);
    }

    void set(Connection connection, List<Deadline> deadlines) throws SQLException {
        try (var upsert = connection.prepareStatement(setSql())) {
            ArrayParameters.of(upsert, 1, deadlines)
                    .column("text", deadline -> deadline.stream().category())
                    .column("text", deadline -> deadline.stream().id())
                    .column("bigint", Deadline::version)
                    .column("timestamptz", deadline -> deadline.due().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        }
    }

    private String clearSql() {
        return """
        DELETE FROM %s
         WHERE (category, stream) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        """
                .formatted(name);
    }

    void clear(Connection connection, Collection<StreamName> streams) throws SQLException {
        try (var delete = connection.prepareStatement(clearSql())) {
            ArrayParameters.of(delete, 1, List.copyOf(streams))
                    .column("text", StreamName::category)
                    .column("text", StreamName::id);
            delete.executeUpdate();
        }
    }

    private String earliestSql() {
        return """
        SELECT category, stream, version, due_at
          FROM %s
         ORDER BY due_at, category, stream
         LIMIT ?
        """
                .formatted(name);
    }

    /** What is due first, and what after it, whether or not it is due yet. */
    List<Deadline> earliest(Connection connection, int limit) throws SQLException {
        try (var select = connection.prepareStatement(earliestSql())) {
            select.setInt(1, limit);
            var found = new ArrayList<Deadline>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new Deadline(
                                    new StreamName(rows.getString(1), rows.getString(2)),
                                    rows.getLong(3),
                                    rows.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
            return found;
        }
    }
}
