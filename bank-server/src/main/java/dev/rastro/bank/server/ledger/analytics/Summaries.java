package dev.rastro.bank.server.ledger.analytics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.rastro.bank.server.ledger.analytics.CurrencySummary.Bucket;
import dev.rastro.bank.server.ledger.analytics.CurrencySummary.LargeAccount;
import dev.rastro.bank.server.shared.readmodel.Query;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.sql.DataSource;

/**
 * Adds up {@code bank.account}: one pass counts, another one finds the largest. No index knows the
 * balances, because every movement would have to change it.
 */
final class Summaries {

    private static final String OPEN = "open";

    private static final int LARGEST = 10;

    /**
     * Bounds of the buckets in minor units, so that they are about as far apart in every currency:
     * 100.00 euro, or 10,000 yen.
     */
    private static final long[] BOUNDS = {
        -1_000_000, -100_000, -10_000, 0, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private static final String COUNT =
            """
            SELECT currency, status, width_bucket(balance, '%s'::bigint[]) AS bucket, count(*),
                   sum(balance)
              FROM bank.account
             WHERE true
            """
                    .formatted(
                            LongStream.of(BOUNDS)
                                    .mapToObj(Long::toString)
                                    .collect(joining(",", "{", "}")));

    private static final String LARGE =
            """
            SELECT account_id, owner_name, balance::numeric FROM bank.account WHERE true
            """;

    /** Accounts that are alike in all that is counted by. */
    private record Group(
            String currency, String status, int bucket, long accounts, BigDecimal balance) {

        static Group read(ResultSet row) throws SQLException {
            return new Group(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getBigDecimal(5));
        }

        boolean isOpen() {
            return status.equals(OPEN);
        }
    }

    private Summaries() {}

    static List<CurrencySummary> of(DataSource database, @Nullable String currency) {
        var query = new Query<>(COUNT, Group::read);
        if (currency != null) {
            query.and("currency = ?", currency);
        }
        var groups =
                query.append(" GROUP BY currency, status, bucket").run(database).stream()
                        .collect(groupingBy(Group::currency, TreeMap::new, toList()));
        return groups.entrySet().stream()
                .map(it -> summary(it.getKey(), it.getValue(), largest(database, it.getKey())))
                .toList();
    }

    private static List<LargeAccount> largest(DataSource database, String currency) {
        return new Query<>(LARGE, Summaries::large)
                .and("currency = ?", currency)
                .and("status = ?", OPEN)
                .orderBy("balance DESC, account_id", LARGEST)
                .run(database);
    }

    private static LargeAccount large(ResultSet row) throws SQLException {
        return new LargeAccount(row.getString(1), row.getString(2), row.getBigDecimal(3));
    }

    private static CurrencySummary summary(
            String currency, List<Group> groups, List<LargeAccount> largest) {
        var open = groups.stream().filter(Group::isOpen).toList();
        var closed = groups.stream().filter(group -> !group.isOpen()).toList();
        return new CurrencySummary(
                Currency.getInstance(currency),
                balance(groups),
                accounts(open),
                accounts(closed),
                largest,
                distribution(open));
    }

    private static List<Bucket> distribution(List<Group> open) {
        return IntStream.rangeClosed(0, BOUNDS.length)
                .mapToObj(number ->
                        bucket(number, open.stream().filter(it -> it.bucket() == number).toList()))
                .toList();
    }

    private static Bucket bucket(int number, List<Group> groups) {
        return new Bucket(
                number == 0 ? null : BigDecimal.valueOf(BOUNDS[number - 1]),
                number == BOUNDS.length ? null : BigDecimal.valueOf(BOUNDS[number]),
                accounts(groups),
                balance(groups));
    }

    private static long accounts(List<Group> groups) {
        return groups.stream().mapToLong(Group::accounts).sum();
    }

    private static BigDecimal balance(List<Group> groups) {
        return groups.stream().map(Group::balance).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
