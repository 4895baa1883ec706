package dev.rastro.bank.server.ledger;

import dev.rastro.bank.server.ledger.analytics.MovementBlocks;
import dev.rastro.bank.server.ledger.analytics.MovementBlocks.Run;
import dev.rastro.bank.server.shared.readmodel.MovementSql;
import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.bank.server.shared.time.KnownAt;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.store.EventStore;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/**
 * Adds up all movements per currency, those between accounts and those with the outside world, from
 * the sums of the blocks of the log. On the recorded axis every moment is a position; an instant on
 * the effective axis is the end of its day, less what was recorded on that day after it.
 *
 * <p>Both sides of a transfer are recorded together or not at all, but not at the same position. A
 * position between them is a moment that never was; of a transfer that is cut in two there, neither
 * side is counted.
 */
final class TrialBalance {

    private static final LocalDate FIRST_DAY = LocalDate.of(-4000, 1, 1);

    private static final String OUTSIDE =
            "CASE WHEN %s THEN 0 ELSE -(%s) END"
                    .formatted(MovementSql.IS_TRANSFER, MovementSql.SIGNED);

    private static final String BLOCKS =
            """
            SELECT currency, sum(inside), sum(outside)
              FROM unnest(?::integer[], ?::bigint[], ?::bigint[]) AS run (level, first, past)
              JOIN bank.movement_block AS sums
                ON sums.level = run.level AND block >= first AND block < past
             WHERE day BETWEEN ? AND ?
             GROUP BY currency
            """;

    private static final String MOVEMENTS =
            """
            SELECT currency, sum(%s), sum(%s)
              FROM bank.transaction
             WHERE position BETWEEN ? AND ? AND effective_date BETWEEN ? AND ?
             GROUP BY currency
            """
                    .formatted(MovementSql.SIGNED, OUTSIDE);

    /** Of tables of before version 4, which know currencies by the account alone. */
    private static final String EARLIER_MOVEMENTS =
            """
            SELECT currency, sum(inside), sum(outside)
              FROM (SELECT account_id, sum(%s) AS inside, sum(%s) AS outside
                      FROM bank.transaction
                     WHERE position BETWEEN ? AND ? AND effective_date BETWEEN ? AND ?
                     GROUP BY account_id) AS moved
                   JOIN bank.account USING (account_id)
             GROUP BY currency
            """
                    .formatted(MovementSql.SIGNED, OUTSIDE);

    /** The two sides of a transfer are less than this many positions apart. */
    private static final int NEAR = 16;

    private static final String CUT =
            """
            SELECT position, currency, signed
              FROM (SELECT account_id, position, %s AS signed
                      FROM bank.transaction AS side
                     WHERE position > ? AND %s
                       AND NOT EXISTS (SELECT FROM bank.transaction AS other
                                        WHERE other.position BETWEEN ? AND ?
                                          AND other.position <> side.position
                                          AND other.transaction_id = side.transaction_id)
            """
                    .formatted(MovementSql.SIGNED, MovementSql.IS_TRANSFER);

    /**
     * An account counts once, by the movement that made its first day one that is seen. Only where
     * that movement itself is not seen, though its day is, it takes a look at the others.
     */
    private static final String ACCOUNTS =
            """
            SELECT currency, count(*)
              FROM bank.account_beginning AS beginning
             WHERE position <= ? AND day <= ? AND coalesce(day_before > ?, true)
               AND ((position <> ALL (?::bigint[])
                     AND (day < ? OR recorded_at <= ? OR recorded_at >= ?))
                    OR EXISTS (SELECT FROM bank.transaction
                                WHERE transaction.account_id = beginning.account_id
                                  AND transaction.position > beginning.position
            """;

    /** Of tables of before version 4. */
    private static final String EARLIER_ACCOUNTS =
            """
            SELECT currency, count(*)
              FROM bank.account
             WHERE (EXISTS (SELECT FROM bank.transaction
                             WHERE transaction.account_id = account.account_id
            """;

    private final DataSource database;
    private final MovementBlocks blocks;
    private final EventStore store;
    private volatile boolean found;

    TrialBalance(DataSource database, EventStore store) {
        this.database = database;
        this.blocks = new MovementBlocks(database);
        this.store = store;
    }

    private record Sum(BigDecimal inside, BigDecimal outside) {

        static final Sum ZERO = new Sum(BigDecimal.ZERO, BigDecimal.ZERO);

        Sum plus(Sum other) {
            return new Sum(inside.add(other.inside), outside.add(other.outside));
        }

        Sum negate() {
            return new Sum(inside.negate(), outside.negate());
        }
    }

    private record CurrencySum(String currency, Sum sum) {

        static CurrencySum read(ResultSet row) throws SQLException {
            return new CurrencySum(
                    row.getString(1), new Sum(row.getBigDecimal(2), row.getBigDecimal(3)));
        }

        CurrencySum negate() {
            return new CurrencySum(currency, sum.negate());
        }
    }

    /** A side of a transfer of which the other side is not known yet. */
    private record CutSide(long position, String currency, BigDecimal amount) {

        static CutSide read(ResultSet row) throws SQLException {
            return new CutSide(row.getLong(1), row.getString(2), row.getBigDecimal(3));
        }

        CurrencySum sum() {
            return new CurrencySum(currency, new Sum(amount, BigDecimal.ZERO));
        }
    }

    private record Count(String currency, long accounts) {

        static Count read(ResultSet row) throws SQLException {
            return new Count(row.getString(1), row.getLong(2));
        }
    }

    List<TrialBalanceRow> at(Moment asked) {
        long last = lastKnown(asked.knownAt());
        if (last == 0) {
            return List.of();
        }
        var moment = Moment.of(asked.asOf(), KnownAt.position(last));
        var cut = cut(moment);
        var sums = new TreeMap<String, Sum>();
        add(sums, seen(moment));
        add(sums, cut.stream().map(side -> side.sum().negate()).toList());
        return counts(moment, cut).stream().map(count -> row(count, sums)).toList();
    }

    private static TrialBalanceRow row(Count count, Map<String, Sum> sums) {
        var sum = sums.getOrDefault(count.currency(), Sum.ZERO);
        return new TrialBalanceRow(
                Currency.getInstance(count.currency()),
                sum.inside(),
                sum.outside(),
                count.accounts());
    }

    private static void add(Map<String, Sum> sums, List<CurrencySum> more) {
        more.forEach(it -> sums.merge(it.currency(), it.sum(), Sum::plus));
    }

    private List<CurrencySum> seen(Moment moment) {
        var asOf = moment.asOf();
        long last = moment.knownAt().position();
        var sums = between(0, last, FIRST_DAY, asOf.day());
        if (asOf.until().isBefore(asOf.end())) {
            long until = Math.min(last, lastUntil(asOf.until(), last));
            long dayEnd = Math.min(last, lastUntil(asOf.end().minusNanos(1), last));
            between(until + 1, dayEnd, asOf.day(), asOf.day()).stream()
                    .map(CurrencySum::negate)
                    .forEach(sums::add);
        }
        return sums;
    }

    private List<CurrencySum> between(
            long first, long last, LocalDate firstDay, LocalDate lastDay) {
        var pieces = blocks.between(first, last);
        var sums = new ArrayList<CurrencySum>();
        var runs = pieces.runs();
        if (!runs.isEmpty()) {
            sums.addAll(
                    sums(
                            BLOCKS,
                            runs.stream().map(Run::level).toArray(Integer[]::new),
                            runs.stream().map(Run::first).toArray(Long[]::new),
                            runs.stream().map(Run::end).toArray(Long[]::new),
                            firstDay,
                            lastDay));
        }
        var movements = isEarlier() ? EARLIER_MOVEMENTS : MOVEMENTS;
        if (first <= pieces.lastBefore()) {
            sums.addAll(sums(movements, first, pieces.lastBefore(), firstDay, lastDay));
        }
        if (pieces.firstAfter() <= last) {
            sums.addAll(sums(movements, pieces.firstAfter(), last, firstDay, lastDay));
        }
        return sums;
    }

    /** After an update of the program, tables of before version 4 serve for a while. */
    private boolean isEarlier() {
        if (!found) {
            found = Query.hasRelation(database, "bank.account_beginning");
        }
        return !found;
    }

    private List<CurrencySum> sums(String sql, Object... parameters) {
        return new Query<>(sql, CurrencySum::read, parameters).run(database);
    }

    private List<CutSide> cut(Moment moment) {
        long last = moment.knownAt().position();
        var query = new Query<>(CUT, CutSide::read, last - NEAR, last - 2 * NEAR, last);
        return moment.narrow(query)
                .append(") AS side JOIN bank.account USING (account_id)")
                .run(database);
    }

    private List<Count> counts(Moment moment, List<CutSide> cut) {
        var query =
                isEarlier() ? new Query<>(EARLIER_ACCOUNTS, Count::read) : accounts(moment, cut);
        moment.narrow(query);
        cut.forEach(side -> query.and("position <> ?", side.position()));
        return query.append(")) GROUP BY currency ORDER BY currency").run(database);
    }

    private static Query<Count> accounts(Moment moment, List<CutSide> cut) {
        var asOf = moment.asOf();
        return new Query<>(
                ACCOUNTS,
                Count::read,
                moment.knownAt().position(),
                asOf.day(),
                asOf.day(),
                cut.stream().map(CutSide::position).toArray(Long[]::new),
                asOf.day(),
                Moment.parameter(asOf.until()),
                Moment.parameter(asOf.end()));
    }

    private long lastKnown(KnownAt knownAt) {
        var instant = knownAt.instant();
        return instant == null ? knownAt.position() : lastUntil(instant, knownAt.position());
    }

    /** The last position up to a given one that was recorded by then: recorded times only grow. */
    private long lastUntil(Instant instant, long last) {
        long known = 0;
        long unknown = last + 1;
        while (unknown - known > 1) {
            long middle = (known + unknown) >>> 1;
            if (recordedAt(middle).isAfter(instant)) {
                unknown = middle;
            } else {
                known = middle;
            }
        }
        return known;
    }

    private Instant recordedAt(long position) {
        return store.readAll(position - 1, 1).getFirst().recordedAt();
    }
}
