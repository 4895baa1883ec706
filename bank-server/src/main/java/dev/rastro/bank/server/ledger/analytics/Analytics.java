package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.bank.server.shared.readmodel.Query;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

import javax.sql.DataSource;

/** What can be asked of the bank's figures. */
public final class Analytics {

    private static final String DAYS =
            """
            SELECT * FROM (
                   SELECT day, currency, deposits, deposited, withdrawals, withdrawn, transfers,
                          transferred, accounts_opened, accounts_closed,
                          sum(deposited - withdrawn) OVER until AS balance,
                          sum(accounts_opened - accounts_closed) OVER until AS accounts
                     FROM bank.analytics_day
                   WINDOW until AS (PARTITION BY currency ORDER BY day)) AS analytics
             WHERE true
            """;

    private final DataSource database;

    public Analytics(DataSource database) {
        this.database = database;
    }

    /**
     * Which days to list, both ends included; null leaves a filter out.
     *
     * @param currency ISO 4217
     */
    public record DayFilter(
            @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String currency) {}

    /** A place in the list of days. */
    public record Place(LocalDate day, String currency) {}

    /**
     * A day on which something took effect.
     *
     * @param balance of all accounts together as the day ends, in minor units
     * @param openAccounts as the day ends
     */
    public record Day(
            LocalDate day,
            Currency currency,
            DayFlows flows,
            BigDecimal balance,
            long openAccounts) {}

    /**
     * Ordered by day, then by currency. Days on which nothing took effect are left out.
     *
     * @param after the last day seen; null for the beginning
     */
    public List<Day> days(DayFilter filter, @Nullable Place after, int limit) {
        var query = new Query<>(DAYS, Analytics::day);
        if (filter.from() != null) {
            query.and("day >= ?", filter.from());
        }
        if (filter.to() != null) {
            query.and("day <= ?", filter.to());
        }
        if (filter.currency() != null) {
            query.and("currency = ?", filter.currency());
        }
        if (after != null) {
            query.and("(day, currency) > (?, ?)", after.day(), after.currency());
        }
        return query.orderBy("day, currency", limit).run(database);
    }

    private static Day day(ResultSet row) throws SQLException {
        var flows =
                new DayFlows(
                        new Flow(row.getLong(3), row.getBigDecimal(4)),
                        new Flow(row.getLong(5), row.getBigDecimal(6)),
                        new Flow(row.getLong(7), row.getBigDecimal(8)),
                        row.getLong(9),
                        row.getLong(10));
        return new Day(
                row.getObject(1, LocalDate.class),
                Currency.getInstance(row.getString(2)),
                flows,
                row.getBigDecimal(11),
                row.getLong(12));
    }

    /**
     * Every currency in which there is an account, in the order of their codes.
     *
     * @param currency ISO 4217; null for all
     */
    public List<CurrencySummary> summary(@Nullable String currency) {
        return Summaries.of(database, currency);
    }
}
