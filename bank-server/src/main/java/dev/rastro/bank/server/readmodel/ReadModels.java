package dev.rastro.bank.server.readmodel;

import dev.rastro.bank.account.Pending;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.bank.server.readmodel.TransactionRow.Kind;
import dev.rastro.engine.postgres.schema.Migrations;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** What can be asked of the read side. Lists come in a fixed order, page by page. */
public final class ReadModels {

    /** Where readers find the read models. */
    public static final String SCHEMA = "bank";

    private static final String PENDING =
            """
            SELECT account_id, effective_date, sum(CASE WHEN kind IN (%s) THEN amount ELSE -amount END)
              FROM bank.transaction
             WHERE true
            """
                    .formatted(
                            Arrays.stream(Kind.values())
                                    .filter(Kind::isCredit)
                                    .map(kind -> "'" + kind.name() + "'")
                                    .collect(Collectors.joining(", ")));

    private static final String HOLDINGS =
            """
            SELECT customer_id, currency, count(*) FILTER (WHERE status = 'open'), sum(balance)
              FROM bank.account
             WHERE true
            """;

    private final DataSource database;
    private final NameTable ownerNames;
    private final NameTable customerNames;

    public ReadModels(DataSource database) {
        this.database = database;
        this.ownerNames = new NameTable(database, "account_name", "owner_name");
        this.customerNames = new NameTable(database, "customer_name", "name");
    }

    /** The schema in which readers find the views. */
    public static Migrations migrations() {
        return new Migrations(SCHEMA, ReadModels.class, List.of("V001__schema_of_read_models.sql"));
    }

    /**
     * Which accounts to list; null leaves a filter out.
     *
     * @param nameLike part of the owner's name, in any case, with or without accents
     */
    public record AccountFilter(
            @Nullable String status,
            @Nullable String currency,
            @Nullable String customerId,
            @Nullable String externalId,
            @Nullable String nameLike) {}

    /**
     * Which customers to list; null leaves a filter out.
     *
     * @param nameLike part of the name, in any case, with or without accents
     */
    public record CustomerFilter(
            @Nullable String city,
            @Nullable String status,
            @Nullable String externalId,
            @Nullable String nameLike) {}

    public Optional<AccountRow> account(String accountId) {
        return run(accounts().and("account_id = ?", accountId)).stream().findFirst();
    }

    /**
     * Ordered by account id, which is the order of opening.
     *
     * @param after id of the last account seen; empty text for the beginning
     */
    public List<AccountRow> accounts(AccountFilter filter, String after, int limit) {
        var query = accounts();
        equal(query, "status = ?", filter.status());
        equal(query, "currency = ?", filter.currency());
        equal(query, "customer_id = ?", filter.customerId());
        spelled(query, filter.externalId());
        if (filter.nameLike() != null) {
            ownerNames.narrow(query, "account_id", filter.nameLike());
        }
        return run(query.and("account_id > ?", after).orderBy("account_id", limit));
    }

    /**
     * What takes effect after this day in each of the accounts; those with nothing are left out.
     */
    public Map<String, Pending> pending(List<String> accountIds, LocalDate today) {
        var query =
                new Query<>(PENDING, PendingRow::read)
                        .and("account_id = ANY (?)", (Object) accountIds.toArray(String[]::new))
                        .and("effective_date > ?", today)
                        .append(" GROUP BY account_id, effective_date");
        var found = new HashMap<String, Pending>();
        for (var row : run(query)) {
            var before = found.getOrDefault(row.accountId(), Pending.NONE);
            found.put(row.accountId(), before.plus(row.day(), row.sum()));
        }
        return found;
    }

    private record PendingRow(String accountId, LocalDate day, BigInteger sum) {
        static PendingRow read(ResultSet row) throws SQLException {
            return new PendingRow(
                    row.getString(1),
                    row.getObject(2, LocalDate.class),
                    row.getBigDecimal(3).toBigIntegerExact());
        }
    }

    /**
     * What a customer's accounts of one currency hold together.
     *
     * @param open how many of them are open
     */
    public record Holding(String customerId, Currency currency, long open, BigDecimal balance) {

        static Holding read(ResultSet row) throws SQLException {
            return new Holding(
                    row.getString(1),
                    Currency.getInstance(row.getString(2)),
                    row.getLong(3),
                    row.getBigDecimal(4));
        }
    }

    /** By customer and currency; those without any account are left out. */
    public List<Holding> holdings(List<String> customerIds) {
        return run(
                new Query<>(HOLDINGS, Holding::read)
                        .and("customer_id = ANY (?)", (Object) customerIds.toArray(String[]::new))
                        .append(" GROUP BY customer_id, currency ORDER BY customer_id, currency"));
    }

    public Optional<CustomerRow> customer(String customerId) {
        return run(customers().and("customer_id = ?", customerId)).stream().findFirst();
    }

    /**
     * Ordered by customer id, which is the order of registration.
     *
     * @param after id of the last customer seen; empty text for the beginning
     */
    public List<CustomerRow> customers(CustomerFilter filter, String after, int limit) {
        var query = customers();
        equal(query, "city = ?", filter.city());
        equal(query, "status = ?", filter.status());
        spelled(query, filter.externalId());
        if (filter.nameLike() != null) {
            customerNames.narrow(query, "customer_id", filter.nameLike());
        }
        return run(query.and("customer_id > ?", after).orderBy("customer_id", limit));
    }

    private static Query<AccountRow> accounts() {
        return new Query<>(
                "SELECT " + AccountTable.COLUMNS + " FROM bank.account WHERE true",
                AccountTable::read);
    }

    private static Query<CustomerRow> customers() {
        return new Query<>(
                "SELECT " + CustomerTable.COLUMNS + " FROM bank.customer WHERE true",
                CustomerTable::read);
    }

    private static void equal(Query<?> query, String condition, @Nullable Object value) {
        if (value != null) {
            query.and(condition, value);
        }
    }

    private static void spelled(Query<?> query, @Nullable String externalId) {
        if (externalId != null) {
            var spellings = ExternalIds.spellings(externalId).toArray(String[]::new);
            query.and("external_id = ANY (?::text[])", (Object) spellings);
        }
    }

    private <T> List<T> run(Query<T> query) {
        return query.run(database);
    }
}
