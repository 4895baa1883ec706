package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.Address;
import dev.rastro.bank.server.shared.readmodel.ById;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rows of table {@code customer}, in the generation that the connection is in. */
final class CustomerTable {

    static final String COLUMNS =
            """
            customer_id, external_id, name, street, city, postal_code, country, status,
            registered_at, updated_at, version
            """;

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM customer WHERE customer_id = ANY (?)";

    private static final String SAVE =
            "INSERT INTO customer ("
                    + COLUMNS
                    + """
                    )
                    SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                           ?::bigint[])
                    ON CONFLICT (customer_id) DO UPDATE
                       SET street = excluded.street,
                           city = excluded.city,
                           postal_code = excluded.postal_code,
                           country = excluded.country,
                           status = excluded.status,
                           updated_at = excluded.updated_at,
                           version = excluded.version
                    """;

    private CustomerTable() {}

    static Map<String, CustomerRow> find(Connection connection, Collection<String> ids)
            throws SQLException {
        return ById.find(connection, FIND, ids, CustomerTable::read);
    }

    static void save(Connection connection, List<CustomerRow> rows) throws SQLException {
        try (var upsert = connection.prepareStatement(SAVE)) {
            ArrayParameters.of(upsert, 1, rows)
                    .column("text", CustomerRow::customerId)
                    .column("text", CustomerRow::externalId)
                    .column("text", CustomerRow::name)
                    .column("text", row -> row.address().street())
                    .column("text", row -> row.address().city())
                    .column("text", row -> row.address().postalCode())
                    .column("text", row -> row.address().country())
                    .column("text", CustomerRow::status)
                    .column("timestamptz", row -> row.registeredAt().atOffset(ZoneOffset.UTC))
                    .column("timestamptz", row -> row.updatedAt().atOffset(ZoneOffset.UTC))
                    .column("bigint", CustomerRow::version);
            upsert.executeUpdate();
        }
    }

    static CustomerRow read(ResultSet row) throws SQLException {
        return new CustomerRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Address(row.getString(4), row.getString(5), row.getString(6), row.getString(7)),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getLong(11));
    }
}
