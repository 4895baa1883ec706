package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.server.account.readmodel.AccountRow.MovementDays;
import dev.rastro.bank.server.shared.readmodel.ById;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of tables {@code account} and {@code account_beginning}, in the generation that the
 * connection is in.
 */
final class AccountTable {

    static final String COLUMNS =
            """
            account_id, external_id, owner_name, customer_id, currency, balance, overdraft_limit,
            status, total_deposits, total_withdrawals, transaction_count, opened_at, updated_at,
            version
            """;

    /** With what only the projection needs. */
    private static final String ALL_COLUMNS =
            COLUMNS.strip() + ", earliest_date, latest_date, lowest_date";

    /** Days as numbers, which are read much faster. */
    private static final String FIND =
            "SELECT "
                    + COLUMNS
                    + """
                    , earliest_date - date 'epoch', latest_date - date 'epoch',
                    lowest_date - date 'epoch'
                    FROM account WHERE account_id = ANY (?)
                    """;

    private static final String SAVE =
            "INSERT INTO account ("
                    + ALL_COLUMNS
                    + """
                    )
                    SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::bigint[], ?::bigint[], ?::text[], ?::numeric[], ?::numeric[],
                           ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
                           ?::date[], ?::date[], ?::date[])
                    ON CONFLICT (account_id) DO UPDATE
                       SET balance = excluded.balance,
                           overdraft_limit = excluded.overdraft_limit,
                           status = excluded.status,
                           total_deposits = excluded.total_deposits,
                           total_withdrawals = excluded.total_withdrawals,
                           transaction_count = excluded.transaction_count,
                           updated_at = excluded.updated_at,
                           version = excluded.version,
                           earliest_date = excluded.earliest_date,
                           latest_date = excluded.latest_date,
                           lowest_date = excluded.lowest_date
                    """;

    private static final String INSERT_BEGINNINGS =
            """
            INSERT INTO account_beginning (account_id, position, recorded_at, currency, day,
                   day_before)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::text[], ?::date[],
                   ?::date[])
            """;

    private AccountTable() {}

    /**
     * The movement at a position has made the first day of an account an earlier one.
     *
     * @param dayBefore null for its first movement
     */
    record Beginning(
            AccountRow account, long position, LocalDate day, @Nullable LocalDate dayBefore) {

        static Optional<Beginning> of(
                @Nullable AccountRow before, AccountRow after, long position) {
            var day = after.days().earliest();
            var dayBefore = before == null ? null : before.days().earliest();
            return day == null || day.equals(dayBefore)
                    ? Optional.empty()
                    : Optional.of(new Beginning(after, position, day, dayBefore));
        }
    }

    static void insert(Connection connection, List<Beginning> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT_BEGINNINGS)) {
            ArrayParameters.of(insert, 1, rows)
                    .column("text", row -> row.account().accountId())
                    .column("bigint", Beginning::position)
                    .column(
                            "timestamptz",
                            row -> row.account().updatedAt().atOffset(ZoneOffset.UTC))
                    .column("text", row -> row.account().currency().getCurrencyCode())
                    .column("date", Beginning::day)
                    .column("date", Beginning::dayBefore);
            insert.executeUpdate();
        }
    }

    static Map<String, AccountRow> find(Connection connection, Collection<String> ids)
            throws SQLException {
        return ById.find(connection, FIND, ids, AccountTable::readAll);
    }

    static void save(Connection connection, List<AccountRow> rows) throws SQLException {
        try (var upsert = connection.prepareStatement(SAVE)) {
            ArrayParameters.of(upsert, 1, rows)
                    .column("text", AccountRow::accountId)
                    .column("text", AccountRow::externalId)
                    .column("text", AccountRow::ownerName)
                    .column("text", AccountRow::customerId)
                    .column("text", row -> row.currency().getCurrencyCode())
                    .column("bigint", AccountRow::balance)
                    .column("bigint", AccountRow::overdraftLimit)
                    .column("text", AccountRow::status)
                    .column("numeric", AccountRow::totalDeposits)
                    .column("numeric", AccountRow::totalWithdrawals)
                    .column("bigint", AccountRow::transactionCount)
                    .column("timestamptz", row -> row.openedAt().atOffset(ZoneOffset.UTC))
                    .column("timestamptz", row -> row.updatedAt().atOffset(ZoneOffset.UTC))
                    .column("bigint", AccountRow::version)
                    .column("date", row -> row.days().earliest())
                    .column("date", row -> row.days().latest())
                    .column("date", row -> row.days().lowest());
            upsert.executeUpdate();
        }
    }

    private static AccountRow readAll(ResultSet row) throws SQLException {
        return read(row, new MovementDays(epochDay(row, 15), epochDay(row, 16), epochDay(row, 17)));
    }

    private static @Nullable LocalDate epochDay(ResultSet row, int column) throws SQLException {
        int day = row.getInt(column);
        return row.wasNull() ? null : LocalDate.ofEpochDay(day);
    }

    static AccountRow read(ResultSet row) throws SQLException {
        return read(row, MovementDays.NONE);
    }

    private static AccountRow read(ResultSet row, MovementDays days) throws SQLException {
        return new AccountRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Currency.getInstance(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                row.getBigDecimal(9),
                row.getBigDecimal(10),
                row.getLong(11),
                row.getObject(12, OffsetDateTime.class).toInstant(),
                row.getObject(13, OffsetDateTime.class).toInstant(),
                row.getLong(14),
                days);
    }
}
