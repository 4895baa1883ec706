package dev.rastro.bank.server.shared.readmodel;

import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.engine.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** A SELECT that is put together from fixed pieces of SQL; values only ever go in as parameters. */
public final class Query<T> {

    /** How one row becomes an answer. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final StringBuilder sql;
    private final Reader<T> reader;
    private final List<Object> values = new ArrayList<>();

    /**
     * @param select everything up to a WHERE that is already there
     * @param parameters one for each question mark in it
     */
    public Query(String select, Reader<T> reader, Object... parameters) {
        this.sql = new StringBuilder(select);
        this.reader = reader;
        this.values.addAll(List.of(parameters));
    }

    /**
     * @param condition a constant with one question mark per value
     */
    public Query<T> and(String condition, Object... parameters) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(parameters));
        return this;
    }

    /** Leaves the condition out where there is no value. */
    public Query<T> andIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    /** In any of its spellings; null leaves it out. */
    public Query<T> andExternalId(@Nullable String externalId) {
        return externalId == null
                ? this
                : and(
                        "external_id = ANY (?::text[])",
                        (Object) ExternalIds.spellings(externalId).toArray(String[]::new));
    }

    /** Adds what comes after the conditions; perhaps a WHERE for more of them. */
    public Query<T> append(String piece) {
        sql.append(piece);
        return this;
    }

    public Query<T> orderBy(String order, int limit) {
        sql.append(" ORDER BY ").append(order).append(" LIMIT ?");
        values.add(limit);
        return this;
    }

    /**
     * @param name with its schema
     */
    public static boolean hasRelation(DataSource database, String name) {
        return new Query<>("SELECT to_regclass(?) IS NOT NULL", row -> row.getBoolean(1), name)
                .run(database)
                .getFirst();
    }

    public List<T> run(DataSource database) {
        try (var connection = database.getConnection()) {
            return run(connection);
        } catch (SQLException e) {
            throw new StoreException("reading failed: " + e.getMessage(), e);
        }
    }

    private List<T> run(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            var found = new ArrayList<T>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }
}
