package dev.rastro.bank.server.timetravel;

import dev.rastro.bank.server.readmodel.Query;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import javax.sql.DataSource;

/**
 * What the movements of an account add up to; in minor units.
 *
 * @param version the highest one counted; 0 for none
 * @param lastRecordedAt null for none
 * @param firstDay the earliest effective day; null for none
 */
record Totals(
        BigDecimal in,
        BigDecimal out,
        long count,
        long version,
        @Nullable Instant lastRecordedAt,
        @Nullable LocalDate firstDay) {

    private static final String SQL =
            """
            SELECT coalesce(sum(amount) FILTER (WHERE %1$s), 0),
                   coalesce(sum(amount) FILTER (WHERE NOT %1$s), 0),
                   count(*), coalesce(max(version), 0), max(recorded_at), min(effective_date)
              FROM bank.transaction
             WHERE true
            """
                    .formatted(Amounts.IS_CREDIT);

    static Totals of(DataSource database, String accountId, Moment moment) {
        var query = new Query<>(SQL, Totals::read).and("account_id = ?", accountId);
        return moment.narrow(query).run(database).getFirst();
    }

    private static Totals read(ResultSet row) throws SQLException {
        var last = row.getObject(5, OffsetDateTime.class);
        return new Totals(
                row.getBigDecimal(1),
                row.getBigDecimal(2),
                row.getLong(3),
                row.getLong(4),
                last == null ? null : last.toInstant(),
                row.getObject(6, LocalDate.class));
    }
}
