package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.bank.server.standingorder.StandingOrderRow.Status;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.PositionSignal;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

/** What can be asked of the standing orders' read model. */
final class StandingOrderReader {

    private static final String OF_ACCOUNT = "(from_account_id = ? OR to_account_id = ?)";
    private static final String STATUS = "status = ?";
    private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

    private final DataSource database;
    private final PositionSignal applied;

    /**
     * @param applied how far the read model is
     */
    StandingOrderReader(DataSource database, PositionSignal applied) {
        this.database = database;
        this.applied = applied;
    }

    /**
     * A standing order with the owners of its accounts, as far as the accounts' read model knows.
     */
    record Named(StandingOrderRow order, @Nullable String from, @Nullable String to) {}

    Optional<Named> order(String orderId) {
        return orders().and("standing_order_id = ?", orderId).run(database).stream().findFirst();
    }

    /**
     * Ordered by id, which is the order of scheduling.
     *
     * @param accountId that pays or is paid; null for all
     * @param after id of the last order seen; empty text for the beginning
     */
    List<Named> orders(
            @Nullable String accountId, @Nullable Status status, String after, int limit) {
        var query = orders();
        if (accountId != null) {
            query.and(OF_ACCOUNT, accountId, accountId);
        }
        if (status != null) {
            query.and(STATUS, name(status));
        }
        return query.and("standing_order_id > ?", after)
                .orderBy("standing_order_id", limit)
                .run(database);
    }

    /**
     * The ids of the active orders from or to an account, at that position or later.
     *
     * @throws StoreException if the read model does not come that far in time
     */
    List<String> activeOf(String accountId, long position) {
        awaitShown(position);
        return new Query<>(
                        "SELECT standing_order_id FROM bank.standing_order WHERE true",
                        row -> row.getString(1))
                .and(OF_ACCOUNT, accountId, accountId)
                .and(STATUS, name(Status.ACTIVE))
                .orderBy("standing_order_id", Integer.MAX_VALUE)
                .run(database);
    }

    private void awaitShown(long position) {
        try {
            if (!applied.await(position, SHOWN_WITHIN)) {
                throw new StoreException("standing orders are behind position " + position);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted", e);
        }
    }

    private static Query<Named> orders() {
        return new Query<>(
                "SELECT %s, %s AS from_owner, %s AS to_owner FROM bank.standing_order WHERE true"
                        .formatted(
                                StandingOrderTable.COLUMNS,
                                ownerOf("from_account_id"),
                                ownerOf("to_account_id")),
                row ->
                        new Named(
                                StandingOrderTable.read(row),
                                row.getString("from_owner"),
                                row.getString("to_owner")));
    }

    private static String ownerOf(String column) {
        return "(SELECT owner_name FROM bank.account WHERE account_id = %s)".formatted(column);
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
