package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.server.shared.readmodel.MovementKind;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of table {@code transaction}, in the generation that the connection is in. */
public final class TransactionTable {

    public static final String COLUMNS =
            """
            account_id, version, position, transaction_id, kind, amount, balance_after,
            description, counterparty, counterparty_owner, effective_date, recorded_at
            """;

    /**
     * {@link #COLUMNS} of whatever generation serves, in {@link #ANY_GENERATION}. After an update
     * of the program, tables of before version 2 serve until the new ones have caught up: they have
     * no owner, and the name is then found one scope further out.
     */
    public static final String READ_COLUMNS =
            COLUMNS.replace(
                    "counterparty_owner",
                    "(SELECT counterparty_owner FROM (SELECT transaction.*) AS any_version)"
                            + " AS counterparty_owner");

    public static final String ANY_GENERATION =
            "bank.transaction CROSS JOIN (SELECT NULL::text AS counterparty_owner) AS version_1";

    private static final String INSERT =
            "INSERT INTO transaction ("
                    + COLUMNS.strip()
                    + """
                    , currency)
                    SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[],
                           ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                           ?::date[], ?::timestamptz[], ?::text[])
                    """;

    private TransactionTable() {}

    /**
     * @param accounts of the rows, by their ids
     */
    static void insert(
            Connection connection, List<TransactionRow> rows, Map<String, AccountRow> accounts)
            throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            ArrayParameters.of(insert, 1, rows)
                    .column("text", TransactionRow::accountId)
                    .column("bigint", TransactionRow::version)
                    .column("bigint", TransactionRow::position)
                    .column("uuid", TransactionRow::transactionId)
                    .column("text", row -> row.kind().name())
                    .column("bigint", TransactionRow::amount)
                    .column("bigint", TransactionRow::balanceAfter)
                    .column("text", TransactionRow::description)
                    .column("text", row -> accountId(row.counterparty()))
                    .column("text", row -> ownerName(row.counterparty()))
                    .column("date", TransactionRow::effectiveDate)
                    .column("timestamptz", row -> row.recordedAt().atOffset(ZoneOffset.UTC))
                    .column("text", row -> currency(row, accounts));
            insert.executeUpdate();
        }
    }

    /** The first columns of a row, in the order of {@link #COLUMNS}. */
    public static TransactionRow read(ResultSet row) throws SQLException {
        return new TransactionRow(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getObject(4, UUID.class),
                MovementKind.valueOf(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                counterparty(row.getString(9), row.getString(10)),
                row.getObject(11, LocalDate.class),
                row.getObject(12, OffsetDateTime.class).toInstant());
    }

    private static @Nullable String currency(TransactionRow row, Map<String, AccountRow> accounts) {
        var account = accounts.get(row.accountId());
        return account == null ? null : account.currency().getCurrencyCode();
    }

    private static @Nullable String accountId(@Nullable Counterparty counterparty) {
        return counterparty == null ? null : counterparty.accountId();
    }

    private static @Nullable String ownerName(@Nullable Counterparty counterparty) {
        return counterparty == null ? null : counterparty.ownerName();
    }

    private static @Nullable Counterparty counterparty(
            @Nullable String accountId, @Nullable String ownerName) {
        return accountId == null ? null : new Counterparty(accountId, ownerName);
    }
}
