package dev.rastro.bank.server.timetravel;

import dev.rastro.bank.server.readmodel.Query;
import dev.rastro.bank.server.timetravel.TimeTravel.TrialBalanceRow;
import dev.rastro.engine.store.EventStore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;

import javax.sql.DataSource;

/**
 * Adds up all movements per currency, those between accounts and those with the outside world.
 *
 * <p>Both sides of a transfer are recorded together or not at all, but not at the same position. A
 * position between them is a moment that never was; of a transfer that is cut in two there, neither
 * side is counted.
 */
final class TrialBalance {

    private static final String SQL =
            """
            SELECT account.currency, sum(movement.inside), sum(movement.outside), count(*)
              FROM (SELECT account_id,
                           sum(%1$s) AS inside,
                           sum(CASE WHEN %2$s THEN 0 ELSE -(%1$s) END) AS outside
                      FROM bank.transaction
                     WHERE true
            """
                    .formatted(Amounts.SIGNED, Amounts.IS_TRANSFER);

    private static final String NOT_CUT =
            """
            NOT (recorded_at = ? AND transaction_id IN (
                 SELECT transaction_id FROM bank.transaction
                  WHERE recorded_at = ? AND position <= ? AND %s
                  GROUP BY transaction_id HAVING count(*) = 1))
            """
                    .formatted(Amounts.IS_TRANSFER);

    private static final String GROUPED =
            """
             GROUP BY account_id) AS movement JOIN bank.account USING (account_id)
             GROUP BY account.currency ORDER BY account.currency
            """;

    private final DataSource database;
    private final EventStore store;

    TrialBalance(DataSource database, EventStore store) {
        this.database = database;
        this.store = store;
    }

    List<TrialBalanceRow> at(Moment moment) {
        var query = moment.narrow(new Query<>(SQL, TrialBalance::read));
        long position = moment.knownAt().position();
        if (position > 0) {
            // One append has one recorded time, so only transfers of this very one can be cut.
            var recordedAt =
                    store.readAll(position - 1, 1).getFirst().recordedAt().atOffset(ZoneOffset.UTC);
            query.and(NOT_CUT, recordedAt, recordedAt, position);
        }
        return query.append(GROUPED).run(database);
    }

    private static TrialBalanceRow read(ResultSet row) throws SQLException {
        return new TrialBalanceRow(
                Currency.getInstance(row.getString(1)),
                row.getBigDecimal(2),
                row.getBigDecimal(3),
                row.getLong(4));
    }
}
