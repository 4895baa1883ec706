package dev.rastro.bank.server.ledger.analytics;

import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Writes table {@code analytics_day}, in the generation that the connection is in. */
final class DayTable {

    private static final String ADD =
            """
            INSERT INTO analytics_day AS d
            SELECT * FROM unnest(?::text[], ?::date[], ?::bigint[], ?::numeric[], ?::bigint[],
                   ?::numeric[], ?::bigint[], ?::numeric[], ?::bigint[], ?::bigint[])
            ON CONFLICT (currency, day) DO UPDATE
               SET deposits = d.deposits + excluded.deposits,
                   deposited = d.deposited + excluded.deposited,
                   withdrawals = d.withdrawals + excluded.withdrawals,
                   withdrawn = d.withdrawn + excluded.withdrawn,
                   transfers = d.transfers + excluded.transfers,
                   transferred = d.transferred + excluded.transferred,
                   accounts_opened = d.accounts_opened + excluded.accounts_opened,
                   accounts_closed = d.accounts_closed + excluded.accounts_closed
            """;

    private DayTable() {}

    /** Adds to what is already there. */
    static void add(Connection connection, List<Map.Entry<CurrencyDay, DayFlows>> days)
            throws SQLException {
        try (var upsert = connection.prepareStatement(ADD)) {
            ArrayParameters.of(upsert, 1, days)
                    .column("text", day -> day.getKey().currency().getCurrencyCode())
                    .column("date", day -> day.getKey().day())
                    .column("bigint", day -> day.getValue().deposits().count())
                    .column("numeric", day -> day.getValue().deposits().sum())
                    .column("bigint", day -> day.getValue().withdrawals().count())
                    .column("numeric", day -> day.getValue().withdrawals().sum())
                    .column("bigint", day -> day.getValue().transfers().count())
                    .column("numeric", day -> day.getValue().transfers().sum())
                    .column("bigint", day -> day.getValue().opened())
                    .column("bigint", day -> day.getValue().closed());
            upsert.executeUpdate();
        }
    }
}
