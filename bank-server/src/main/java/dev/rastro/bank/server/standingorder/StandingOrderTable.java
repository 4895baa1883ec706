package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.shared.readmodel.ById;
import dev.rastro.bank.server.standingorder.StandingOrderRow.Status;
import dev.rastro.bank.standingorder.Due;
import dev.rastro.bank.standingorder.Interval;
import dev.rastro.bank.standingorder.Schedule;
import dev.rastro.bank.standingorder.Terms;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Rows of table {@code standing_order}, in the generation that the connection is in. */
final class StandingOrderTable {

    static final String COLUMNS =
            """
            standing_order_id, from_account_id, to_account_id, amount, currency, description,
            first_date, "interval", last_date, status, next_due_date, next_attempt,
            next_attempt_on, executions, failures, last_failure, cancel_reason, scheduled_at,
            updated_at, version
            """;

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM standing_order WHERE standing_order_id = ANY (?)";

    private static final String SAVE =
            "INSERT INTO standing_order ("
                    + COLUMNS
                    + """
                    )
                    SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                           ?::text[], ?::date[], ?::text[], ?::date[], ?::text[], ?::date[],
                           ?::integer[], ?::date[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                           ?::timestamptz[], ?::timestamptz[], ?::bigint[])
                    ON CONFLICT (standing_order_id) DO UPDATE
                       SET status = excluded.status,
                           next_due_date = excluded.next_due_date,
                           next_attempt = excluded.next_attempt,
                           next_attempt_on = excluded.next_attempt_on,
                           executions = excluded.executions,
                           failures = excluded.failures,
                           last_failure = excluded.last_failure,
                           cancel_reason = excluded.cancel_reason,
                           updated_at = excluded.updated_at,
                           version = excluded.version
                    """;

    private StandingOrderTable() {}

    static Map<String, StandingOrderRow> find(Connection connection, Collection<String> ids)
            throws SQLException {
        return ById.find(connection, FIND, ids, StandingOrderTable::read);
    }

    static void save(Connection connection, List<StandingOrderRow> rows) throws SQLException {
        try (var upsert = connection.prepareStatement(SAVE)) {
            ArrayParameters.of(upsert, 1, rows)
                    .column("text", StandingOrderRow::orderId)
                    .column("text", row -> row.terms().fromAccountId())
                    .column("text", row -> row.terms().toAccountId())
                    .column("bigint", row -> row.terms().amount().minorUnits())
                    .column("text", row -> row.terms().amount().currency().getCurrencyCode())
                    .column("text", row -> row.terms().description())
                    .column("date", row -> row.terms().schedule().firstDate())
                    .column("text", row -> name(row.terms().schedule().interval()))
                    .column("date", row -> row.terms().schedule().lastDate())
                    .column("text", row -> name(row.status()))
                    .column("date", row -> of(row.next(), Due::date))
                    .column("integer", row -> of(row.next(), Due::attempt))
                    .column("date", row -> of(row.next(), Due::day))
                    .column("bigint", StandingOrderRow::executions)
                    .column("bigint", StandingOrderRow::failures)
                    .column("text", StandingOrderRow::lastFailure)
                    .column("text", StandingOrderRow::cancelReason)
                    .column("timestamptz", row -> row.scheduledAt().atOffset(ZoneOffset.UTC))
                    .column("timestamptz", row -> row.updatedAt().atOffset(ZoneOffset.UTC))
                    .column("bigint", StandingOrderRow::version);
            upsert.executeUpdate();
        }
    }

    private static <T> @Nullable T of(@Nullable Due due, Function<Due, T> part) {
        return due == null ? null : part.apply(due);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    static StandingOrderRow read(ResultSet row) throws SQLException {
        return new StandingOrderRow(
                row.getString("standing_order_id"),
                terms(row),
                named(Status.class, row.getString("status")),
                next(row),
                row.getLong("executions"),
                row.getLong("failures"),
                row.getString("last_failure"),
                row.getString("cancel_reason"),
                instant(row, "scheduled_at"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(
                row.getString("from_account_id"),
                row.getString("to_account_id"),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("description"),
                new Schedule(
                        row.getObject("first_date", LocalDate.class),
                        named(Interval.class, row.getString("interval")),
                        row.getObject("last_date", LocalDate.class)));
    }

    private static @Nullable Due next(ResultSet row) throws SQLException {
        var date = row.getObject("next_due_date", LocalDate.class);
        return date == null
                ? null
                : new Due(
                        date,
                        row.getInt("next_attempt"),
                        row.getObject("next_attempt_on", LocalDate.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
