package dev.rastro.bank.server.timetravel;

import dev.rastro.bank.server.readmodel.Query;
import dev.rastro.bank.server.readmodel.TransactionTable;
import dev.rastro.bank.server.timetravel.MovementFilter.Place;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

import javax.sql.DataSource;

/** Lists rows of {@code bank.transaction} with the balance after each. */
final class MovementTable {

    private static final String BALANCE = "balance";

    /** The sum begins with the first movement of all, so the days are a bound outside of it. */
    private static final String EFFECTIVE =
            """
            SELECT %1$s, balance FROM (
                SELECT %2$s, sum(%3$s) OVER (ORDER BY effective_date, version
                                              ROWS UNBOUNDED PRECEDING) AS balance
                  FROM %4$s
                 WHERE true
            """
                    .formatted(
                            TransactionTable.COLUMNS,
                            TransactionTable.READ_COLUMNS,
                            Amounts.SIGNED,
                            TransactionTable.ANY_GENERATION);

    private static final String RECORDED =
            """
            SELECT %s, balance_after::numeric AS balance FROM %s WHERE true
            """
                    .formatted(TransactionTable.READ_COLUMNS, TransactionTable.ANY_GENERATION);

    private final DataSource database;

    MovementTable(DataSource database) {
        this.database = database;
    }

    /** Ordered by the axis' day, then by version. */
    List<Movement> list(MovementFilter filter, @Nullable Place after, int limit) {
        var query =
                switch (filter.axis()) {
                    case EFFECTIVE -> byEffectiveDate(filter, after, limit);
                    case RECORDED -> byRecordedTime(filter, after, limit);
                };
        return query.run(database);
    }

    private static Query<Movement> byEffectiveDate(
            MovementFilter filter, @Nullable Place after, int limit) {
        var query = query(EFFECTIVE, filter).append(") AS movement WHERE true");
        if (filter.from() != null) {
            query.and("effective_date >= ?", filter.from());
        }
        if (filter.to() != null) {
            query.and("effective_date <= ?", filter.to());
        }
        if (after != null) {
            query.and("(effective_date, version) > (?, ?)", after.effectiveDate(), after.version());
        }
        return query.orderBy("effective_date, version", limit);
    }

    /** Recorded time grows with the version, so that alone is the order. */
    private static Query<Movement> byRecordedTime(
            MovementFilter filter, @Nullable Place after, int limit) {
        var query = query(RECORDED, filter);
        if (filter.from() != null) {
            query.and("recorded_at >= ?", filter.from().atStartOfDay().atOffset(ZoneOffset.UTC));
        }
        if (filter.to() != null) {
            var end = filter.to().plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
            query.and("recorded_at < ?", end);
        }
        if (after != null) {
            query.and("version > ?", after.version());
        }
        return query.orderBy("version", limit);
    }

    private static Query<Movement> query(String select, MovementFilter filter) {
        var query = new Query<>(select, MovementTable::read);
        return filter.moment().narrow(query.and("account_id = ?", filter.accountId()));
    }

    private static Movement read(ResultSet row) throws SQLException {
        return new Movement(TransactionTable.read(row), row.getBigDecimal(BALANCE));
    }
}
