package dev.rastro.bank.server.timetravel;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.readmodel.CustomerRow;
import dev.rastro.bank.server.readmodel.MilestoneTable;
import dev.rastro.bank.server.timetravel.MovementFilter.Place;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
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

    /**
     * One currency of the trial balance, in minor units.
     *
     * @param accounts what all accounts hold together
     * @param outsideWorld what the rest of the world holds, seen as one more account: less what
     *     came in, plus what went out
     * @param accountCount accounts with at least one movement that is counted
     */
    public record TrialBalanceRow(
            Currency currency, BigDecimal accounts, BigDecimal outsideWorld, long accountCount) {

        /** Zero, or money was made or lost. */
        public BigDecimal sum() {
            return accounts.add(outsideWorld);
        }
    }

    private final AccountTimeline accounts;
    private final CustomerTimeline customers;
    private final MovementTable movements;
    private final BalanceHistory balances;
    private final TrialBalance trialBalance;

    public TimeTravel(DataSource database, EventStore store, BankCodecs codecs) {
        var milestones = new MilestoneTable(database);
        this.accounts =
                new AccountTimeline(database, milestones, store, codecs.events(Accounts.CATEGORY));
        this.customers = new CustomerTimeline(store, codecs.events(Customers.CATEGORY));
        this.movements = new MovementTable(database, milestones);
        this.balances = new BalanceHistory(database, milestones);
        this.trialBalance = new TrialBalance(database, store);
    }

    /**
     * The account as the movements that are seen from the moment make it. It is there from its
     * opening on, or from its first movement on where that takes effect earlier. Empty before.
     */
    public Optional<AccountAt> account(String accountId, Moment moment) {
        return accounts.at(accountId, moment);
    }

    /** The customer as it was recorded by then; empty before its registration. */
    public Optional<CustomerRow> customer(String customerId, KnownAt knownAt) {
        return customers.at(customerId, knownAt);
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

    /** Ordered by currency; those without any movement are left out. */
    public List<TrialBalanceRow> trialBalance(Moment moment) {
        return trialBalance.at(moment);
    }
}
