package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.server.account.readmodel.MilestoneTable;
import dev.rastro.bank.server.account.timetravel.MovementFilter.Place;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * What can be asked of the past. Answers are complete up to the position of a {@link KnownAt} only
 * if the read model has come that far; waiting for it is the caller's part.
 */
public final class TimeTravel {

    /** The balance at the end of a day, in minor units. */
    public record BalancePoint(LocalDate date, BigDecimal balance) {}

    private final AccountTimeline accounts;
    private final MovementTable movements;
    private final BalanceHistory balances;

    public TimeTravel(DataSource database, EventStore store, EventCodec<AccountEvent> codec) {
        var milestones = new MilestoneTable(database);
        this.accounts = new AccountTimeline(database, milestones, store, codec);
        this.movements = new MovementTable(database, milestones);
        this.balances = new BalanceHistory(database, milestones);
    }

    /**
     * The account as the movements that are seen from the moment make it. It is there from its
     * opening on, or from its first movement on where that takes effect earlier. Empty before.
     */
    public Optional<AccountAt> account(String accountId, Moment moment) {
        return accounts.at(accountId, moment);
    }

    /**
     * Ordered by the axis' day, then by version, with the balance after each in this order.
     *
     * @param after the last movement seen; null for the beginning
     */
    public List<Movement> movements(MovementFilter filter, @Nullable Place after, int limit) {
        return movements.list(filter, after, limit);
    }

    /**
     * Balances at the ends of days.
     *
     * @param dates ascending; not empty
     */
    public List<BalancePoint> balances(String accountId, Moment moment, List<LocalDate> dates) {
        return balances.at(accountId, moment, dates);
    }
}
