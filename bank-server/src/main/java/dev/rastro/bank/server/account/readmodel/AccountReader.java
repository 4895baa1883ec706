package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.account.Pending;
import dev.rastro.bank.server.shared.readmodel.MovementSql;
import dev.rastro.bank.server.shared.readmodel.NameTable;
import dev.rastro.bank.server.shared.readmodel.Query;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/** What can be asked of the accounts' read model. Lists come in a fixed order, page by page. */
public final class AccountReader {

    private static final String PENDING =
            """
            SELECT account_id, effective_date, sum(%s)
              FROM bank.transaction
             WHERE true
            """
                    .formatted(MovementSql.SIGNED);

    private final DataSource database;
    private final NameTable ownerNames;

    public AccountReader(DataSource database) {
        this.database = database;
        this.ownerNames = new NameTable(database, "account_name", "owner_name");
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

    public Optional<AccountRow> account(String accountId) {
        return accounts().and("account_id = ?", accountId).run(database).stream().findFirst();
    }

    /**
     * Ordered by account id, which is the order of opening.
     *
     * @param after id of the last account seen; empty text for the beginning
     */
    public List<AccountRow> accounts(AccountFilter filter, String after, int limit) {
        var query = accounts();
        query.andIfGiven("status = ?", filter.status());
        query.andIfGiven("currency = ?", filter.currency());
        query.andIfGiven("customer_id = ?", filter.customerId());
        query.andExternalId(filter.externalId());
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

    private static Query<AccountRow> accounts() {
        return new Query<>(
                "SELECT " + AccountTable.COLUMNS + " FROM bank.account WHERE true",
                AccountTable::read);
    }

    private <T> List<T> run(Query<T> query) {
        return query.run(database);
    }
}
