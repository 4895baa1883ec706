package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.account.readmodel.MilestoneTable;
import dev.rastro.bank.server.account.readmodel.TransactionRow;
import dev.rastro.bank.server.account.readmodel.TransactionTable;
import dev.rastro.bank.server.account.timetravel.MovementFilter.Place;
import dev.rastro.bank.server.shared.readmodel.Query;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Lists rows of {@code bank.transaction} with the balance after each. A page begins with the
 * balance that the page before it ended with, so it reads no rows but its own.
 */
final class MovementTable {

    private static final String SELECT =
            """
            SELECT %s FROM %s WHERE true
            """
                    .formatted(TransactionTable.READ_COLUMNS, TransactionTable.ANY_GENERATION);

    /** Up to which day, and which version, there can be what is known at a position. */
    private static final String KNOWN =
            """
            SELECT latest_date, version FROM %s AS milestone
             WHERE account_id = ? AND position >= ? ORDER BY position LIMIT 1
            """;

    private static final String RECORDED_BEFORE =
            """
            SELECT latest_date, version FROM %s AS milestone
             WHERE account_id = ? AND recorded_at < ? ORDER BY position DESC LIMIT 1
            """;

    private static final String RECORDED_SINCE =
            """
            SELECT latest_date, version FROM %s AS milestone
             WHERE account_id = ? AND recorded_at >= ? ORDER BY position LIMIT 1
            """;

    /** Where a page can end at the latest, or where it cannot begin yet. */
    private record Bound(LocalDate day, long version) {

        static Bound read(ResultSet row) throws SQLException {
            return new Bound(row.getObject(1, LocalDate.class), row.getLong(2));
        }
    }

    private final DataSource database;
    private final MilestoneTable milestones;

    MovementTable(DataSource database, MilestoneTable milestones) {
        this.database = database;
        this.milestones = milestones;
    }

    /** Ordered by the axis' day, then by version. */
    List<Movement> list(MovementFilter filter, @Nullable Place after, int limit) {
        return switch (filter.axis()) {
            case EFFECTIVE ->
                    withBalances(
                            byEffectiveDate(filter, after, limit).run(database),
                            after != null ? after.balance() : balanceBefore(filter));
            case RECORDED ->
                    byRecordedTime(filter, after, limit).run(database).stream()
                            .map(it -> new Movement(it, BigDecimal.valueOf(it.balanceAfter())))
                            .toList();
        };
    }

    private static List<Movement> withBalances(List<TransactionRow> rows, BigDecimal before) {
        var movements = new ArrayList<Movement>();
        var balance = before;
        for (var row : rows) {
            var amount = BigDecimal.valueOf(row.amount());
            balance = row.kind().isCredit() ? balance.add(amount) : balance.subtract(amount);
            movements.add(new Movement(row, balance));
        }
        return movements;
    }

    private BigDecimal balanceBefore(MovementFilter filter) {
        if (filter.from() == null) {
            return BigDecimal.ZERO;
        }
        var before = filter.moment().before(filter.from());
        return Totals.of(database, milestones, filter.accountId(), before).balance();
    }

    private Query<TransactionRow> byEffectiveDate(
            MovementFilter filter, @Nullable Place after, int limit) {
        var query = query(filter);
        bound(KNOWN, filter, filter.moment().knownAt().position())
                .ifPresent(last -> query.and("effective_date <= ?", last.day()));
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
    private Query<TransactionRow> byRecordedTime(
            MovementFilter filter, @Nullable Place after, int limit) {
        var query = query(filter);
        bound(KNOWN, filter, filter.moment().knownAt().position())
                .ifPresent(last -> query.and("version <= ?", last.version()));
        if (filter.from() != null) {
            var from = startOf(filter.from());
            query.and("recorded_at >= ?", from);
            bound(RECORDED_BEFORE, filter, from)
                    .ifPresent(first -> query.and("version > ?", first.version()));
        }
        if (filter.to() != null) {
            var end = startOf(filter.to().plusDays(1));
            query.and("recorded_at < ?", end);
            bound(RECORDED_SINCE, filter, end)
                    .ifPresent(last -> query.and("version <= ?", last.version()));
        }
        if (after != null) {
            query.and("version > ?", after.version());
        }
        return query.orderBy("version", limit);
    }

    /**
     * Asked for beforehand, so that the planner of the page knows the value: of what it does not
     * know it expects little, and would rather sort the whole account.
     */
    private Optional<Bound> bound(String milestone, MovementFilter filter, Object parameter) {
        var sql = milestone.formatted(milestones.relation());
        return new Query<>(sql, Bound::read, filter.accountId(), parameter)
                .run(database).stream().findFirst();
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static Query<TransactionRow> query(MovementFilter filter) {
        var query = new Query<>(SELECT, MovementTable::read);
        return filter.moment().narrow(query.and("account_id = ?", filter.accountId()));
    }

    private static TransactionRow read(ResultSet row) throws SQLException {
        return TransactionTable.read(row);
    }
}
