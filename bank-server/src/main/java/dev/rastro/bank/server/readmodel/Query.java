package dev.rastro.bank.server.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A SELECT that is put together from fixed pieces of SQL; values only ever go in as parameters. */
final class Query<T> {

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final StringBuilder sql;
    private final Reader<T> reader;
    private final List<Object> values = new ArrayList<>();

    /**
     * @param select everything up to a WHERE that is already there
     */
    Query(String select, Reader<T> reader) {
        this.sql = new StringBuilder(select);
        this.reader = reader;
    }

    /**
     * @param condition a constant with one question mark per value
     */
    Query<T> and(String condition, Object... parameters) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(parameters));
        return this;
    }

    Query<T> orderBy(String order, int limit) {
        sql.append(" ORDER BY ").append(order).append(" LIMIT ?");
        values.add(limit);
        return this;
    }

    List<T> run(Connection connection) throws SQLException {
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
