package dev.rastro.bank.server.customer;

import dev.rastro.bank.server.shared.readmodel.NameTable;
import dev.rastro.bank.server.shared.readmodel.Query;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** What can be asked of the customers' read model. Lists come in a fixed order, page by page. */
final class CustomerReader {

    private static final String HOLDINGS =
            """
            SELECT customer_id, currency, count(*) FILTER (WHERE status = 'open'), sum(balance)
              FROM bank.account
             WHERE true
            """;

    private final DataSource database;
    private final NameTable names;

    CustomerReader(DataSource database) {
        this.database = database;
        this.names = new NameTable(database, "customer_name", "name");
    }

    /**
     * Which customers to list; null leaves a filter out.
     *
     * @param nameLike part of the name, in any case, with or without accents
     */
    record CustomerFilter(
            @Nullable String city,
            @Nullable String status,
            @Nullable String externalId,
            @Nullable String nameLike) {}

    Optional<CustomerRow> customer(String customerId) {
        return customers().and("customer_id = ?", customerId).run(database).stream().findFirst();
    }

    /**
     * Ordered by customer id, which is the order of registration.
     *
     * @param after id of the last customer seen; empty text for the beginning
     */
    List<CustomerRow> customers(CustomerFilter filter, String after, int limit) {
        var query = customers();
        query.andIfGiven("city = ?", filter.city());
        query.andIfGiven("status = ?", filter.status());
        query.andExternalId(filter.externalId());
        if (filter.nameLike() != null) {
            names.narrow(query, "customer_id", filter.nameLike());
        }
        return run(query.and("customer_id > ?", after).orderBy("customer_id", limit));
    }

    /**
     * What a customer's accounts of one currency hold together.
     *
     * @param open how many of them are open
     */
    record Holding(String customerId, Currency currency, long open, BigDecimal balance) {

        static Holding read(ResultSet row) throws SQLException {
            return new Holding(
                    row.getString(1),
                    Currency.getInstance(row.getString(2)),
                    row.getLong(3),
                    row.getBigDecimal(4));
        }
    }

    /** By customer and currency; those without any account are left out. */
    List<Holding> holdings(List<String> customerIds) {
        return run(
                new Query<>(HOLDINGS, Holding::read)
                        .and("customer_id = ANY (?)", (Object) customerIds.toArray(String[]::new))
                        .append(" GROUP BY customer_id, currency ORDER BY customer_id, currency"));
    }

    private static Query<CustomerRow> customers() {
        return new Query<>(
                "SELECT " + CustomerTable.COLUMNS + " FROM bank.customer WHERE true",
                CustomerTable::read);
    }

    private <T> List<T> run(Query<T> query) {
        return query.run(database);
    }
}
