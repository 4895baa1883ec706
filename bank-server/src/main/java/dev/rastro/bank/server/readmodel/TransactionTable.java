package dev.rastro.bank.server.readmodel;

import dev.rastro.bank.server.readmodel.TransactionRow.Kind;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Rows of table {@code transaction}, in the generation that the connection is in. */
public final class TransactionTable {

    public static final String COLUMNS =
            """
            account_id, version, position, transaction_id, kind, amount, balance_after,
            description, counterparty, effective_date, recorded_at
            """;

    private static final String INSERT =
            "INSERT INTO transaction ("
                    + COLUMNS
                    + """
                    )
                    SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[],
                           ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::date[],
                           ?::timestamptz[])
                    """;

    private TransactionTable() {}

    static void insert(Connection connection, List<TransactionRow> rows) throws SQLException {
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
                    .column("text", TransactionRow::counterparty)
                    .column("date", TransactionRow::effectiveDate)
                    .column("timestamptz", row -> row.recordedAt().atOffset(ZoneOffset.UTC));
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
                Kind.valueOf(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, LocalDate.class),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }
}
