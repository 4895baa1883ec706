package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.account.readmodel.MilestoneTable;
import dev.rastro.bank.server.shared.readmodel.MovementSql;
import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.bank.server.shared.time.Moment;

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

    /**
     * Begins with the last milestone up to which every movement is seen, and adds what is seen of
     * the movements after it. Of those, only the blocks between milestones are read in which
     * something may be seen: for a moment near the end of the log that is one block at most, and
     * for one in the past one block and those in which something was backdated over it.
     */
    private static final String SQL =
            """
            WITH asked AS NOT MATERIALIZED (
                SELECT ?::text AS account_id, ?::bigint AS version, ?::bigint AS position,
                       ?::timestamptz AS known, ?::date AS day, ?::timestamptz AS until,
                       ?::timestamptz AS day_end),
            milestone AS NOT MATERIALIZED (
                SELECT milestone.*
                  FROM asked CROSS JOIN {milestones} AS milestone
                 WHERE milestone.account_id = asked.account_id),
            seen AS (
                SELECT milestone.*
                  FROM asked CROSS JOIN milestone
                 WHERE milestone.version <= asked.version
                   AND milestone.position <= asked.position
                   AND recorded_at <= known
                   AND (latest_date < day
                        OR (latest_date = day AND (recorded_at <= until OR until >= day_end)))
                 ORDER BY milestone.position DESC LIMIT 1),
            later AS (
                SELECT version, position, recorded_at, lowest_date,
                       lag(version) OVER before AS version_before,
                       lag(position) OVER before AS position_before,
                       lag(recorded_at) OVER before AS recorded_before
                  FROM milestone
                 WHERE position > coalesce((SELECT position FROM seen), 0)
                WINDOW before AS (ORDER BY position)),
            block AS (
                SELECT coalesce(version_before, (SELECT version FROM seen), 0) AS after_version,
                       later.version AS last_version
                  FROM asked CROSS JOIN later
                 WHERE lowest_date <= day
                   AND (version_before IS NULL
                        OR NOT (version_before >= asked.version
                                OR position_before >= asked.position
                                OR recorded_before >= known
                                OR (lowest_date = day AND recorded_before > until
                                    AND recorded_at < day_end)))
                 UNION ALL
                SELECT coalesce((SELECT max(version) FROM later), (SELECT version FROM seen), 0),
                       asked.version
                  FROM asked),
            part AS (
                SELECT total_in, total_out, movements, version, recorded_at, earliest_date
                  FROM seen
                 UNION ALL
                SELECT moved.*
                  FROM asked CROSS JOIN block CROSS JOIN LATERAL (
                       SELECT sum(amount) FILTER (WHERE {is_credit}),
                              sum(amount) FILTER (WHERE NOT {is_credit}),
                              count(*), max(version), max(recorded_at), min(effective_date)
                         FROM bank.transaction AS t
                        WHERE t.account_id = asked.account_id
                          AND t.version > after_version AND t.version <= last_version
                          AND t.version <= asked.version
                          AND t.position <= asked.position
                          AND t.recorded_at <= known
                          AND t.effective_date <= day
                          AND NOT (t.effective_date = day
                                   AND t.recorded_at > until AND t.recorded_at < day_end)
                       ) AS moved)
            SELECT coalesce(sum(total_in), 0), coalesce(sum(total_out), 0),
                   coalesce(sum(movements), 0)::bigint, coalesce(max(version), 0),
                   max(recorded_at), min(earliest_date)
              FROM part
            """;

    static Totals of(
            DataSource database, MilestoneTable milestones, String accountId, Moment moment) {
        var sql =
                SQL.replace("{milestones}", milestones.relation())
                        .replace("{is_credit}", MovementSql.IS_CREDIT);
        var asOf = moment.asOf();
        var known = moment.knownAt().instant();
        return new Query<>(
                        sql,
                        Totals::read,
                        accountId,
                        moment.version(),
                        moment.knownAt().position(),
                        known == null ? OffsetDateTime.MAX : Moment.parameter(known),
                        asOf.day(),
                        Moment.parameter(asOf.until()),
                        Moment.parameter(asOf.end()))
                .run(database)
                .getFirst();
    }

    BigDecimal balance() {
        return in.subtract(out);
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
