package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.account.readmodel.MilestoneTable;
import dev.rastro.bank.server.account.timetravel.TimeTravel.BalancePoint;
import dev.rastro.bank.server.shared.readmodel.MovementSql;
import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.bank.server.shared.time.Moment;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/**
 * Balances at the ends of days, weeks or months: what was there before the first of them, and one
 * pass over the movements between the first and the last.
 */
final class BalanceHistory {

    private static final String SQL =
            """
            SELECT effective_date, sum(%s)
              FROM bank.transaction
             WHERE true
            """
                    .formatted(MovementSql.SIGNED);

    private final DataSource database;
    private final MilestoneTable milestones;

    BalanceHistory(DataSource database, MilestoneTable milestones) {
        this.database = database;
        this.milestones = milestones;
    }

    private record Change(LocalDate day, BigDecimal amount) {

        static Change read(ResultSet row) throws SQLException {
            return new Change(row.getObject(1, LocalDate.class), row.getBigDecimal(2));
        }
    }

    /**
     * @param dates ascending; not empty
     */
    List<BalancePoint> at(String accountId, Moment moment, List<LocalDate> dates) {
        var changes = changes(accountId, moment, dates);
        var points = new ArrayList<BalancePoint>();
        var before = moment.before(dates.getFirst());
        var balance = Totals.of(database, milestones, accountId, before).balance();
        int next = 0;
        for (var date : dates) {
            while (next < changes.size() && !changes.get(next).day().isAfter(date)) {
                balance = balance.add(changes.get(next).amount());
                next++;
            }
            points.add(new BalancePoint(date, balance));
        }
        return points;
    }

    /** One row per day. */
    private List<Change> changes(String accountId, Moment moment, List<LocalDate> dates) {
        var query = new Query<>(SQL, Change::read);
        return moment.narrow(query.and("account_id = ?", accountId))
                .and("effective_date BETWEEN ? AND ?", dates.getFirst(), dates.getLast())
                .append(" GROUP BY effective_date ORDER BY effective_date")
                .run(database);
    }
}
