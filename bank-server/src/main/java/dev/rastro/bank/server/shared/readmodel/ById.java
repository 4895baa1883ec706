package dev.rastro.bank.server.shared.readmodel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Rows that are looked up by their ids, all at once. */
public final class ById {

    private ById() {}

    /**
     * @param select with the ids as its only parameter, and a row's id as its first column
     * @return what was found; may be changed
     */
    public static <T> Map<String, T> find(
            Connection connection, String select, Collection<String> ids, Query.Reader<T> reader)
            throws SQLException {
        var found = new HashMap<String, T>();
        try (var statement = connection.prepareStatement(select)) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray(String[]::new)));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), reader.read(rows));
                }
            }
        }
        return found;
    }
}
