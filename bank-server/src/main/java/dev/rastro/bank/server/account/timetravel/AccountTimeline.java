package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.server.account.readmodel.AccountReader;
import dev.rastro.bank.server.account.readmodel.AccountRow;
import dev.rastro.bank.server.account.readmodel.MilestoneTable;
import dev.rastro.bank.server.shared.time.AsOf;
import dev.rastro.bank.server.shared.time.EffectiveDay;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.store.EventStore;

import java.time.LocalDate;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Accounts at any moment. What moves money is added up from the read model's transactions; all else
 * that can happen to an account today, its opening and its closing, is the first and the last event
 * of its stream.
 */
final class AccountTimeline {

    private final DataSource database;
    private final MilestoneTable milestones;
    private final AccountReader reader;
    private final EventStore store;
    private final EventCodec<AccountEvent> codec;

    AccountTimeline(
            DataSource database,
            MilestoneTable milestones,
            EventStore store,
            EventCodec<AccountEvent> codec) {
        this.database = database;
        this.milestones = milestones;
        this.reader = new AccountReader(database);
        this.store = store;
        this.codec = codec;
    }

    /** Empty where the account is not there yet, on either axis. */
    Optional<AccountAt> at(String accountId, Moment moment) {
        return reader.account(accountId).flatMap(row -> at(row, moment));
    }

    private Optional<AccountAt> at(AccountRow row, Moment moment) {
        var first = event(row.accountId(), 1);
        if (!moment.knows(first)) {
            return Optional.empty();
        }
        var opening = opening(first);
        var totals = Totals.of(database, milestones, row.accountId(), moment);
        boolean opened = moment.asOf().sees(day(first, opening), first.recordedAt());
        return opened || totals.count() > 0
                ? Optional.of(closed(row, moment, open(first, opening, totals)))
                : Optional.empty();
    }

    private AccountOpened opening(RecordedEvent first) {
        if (codec.decode(first.data()) instanceof AccountOpened opened) {
            return opened;
        }
        throw new IllegalStateException(first.stream() + " does not begin with its opening");
    }

    private static LocalDate day(RecordedEvent first, AccountOpened opening) {
        return EffectiveDay.of(first, opening.effectiveDate());
    }

    /** A movement that takes effect before the opening's own day makes the account older. */
    private static AccountAt open(RecordedEvent first, AccountOpened opening, Totals totals) {
        var day = day(first, opening);
        var firstDay = totals.firstDay();
        var last = totals.lastRecordedAt();
        return new AccountAt(
                first.stream().id(),
                opening,
                first.recordedAt(),
                firstDay != null && firstDay.isBefore(day) ? firstDay : day,
                false,
                totals.in(),
                totals.out(),
                totals.count(),
                last != null ? last : first.recordedAt(),
                Math.max(first.version(), totals.version()));
    }

    private AccountAt closed(AccountRow row, Moment moment, AccountAt open) {
        if (!row.status().equals(AccountRow.CLOSED)) {
            return open;
        }
        var last = event(row.accountId(), row.version());
        if (!moment.knows(last)
                || !moment.asOf().sees(AsOf.dayOf(last.recordedAt()), last.recordedAt())) {
            return open;
        }
        return new AccountAt(
                open.accountId(),
                open.opening(),
                open.openedAt(),
                open.since(),
                true,
                open.totalDeposits(),
                open.totalWithdrawals(),
                open.transactionCount(),
                last.recordedAt(),
                last.version());
    }

    private RecordedEvent event(String accountId, long version) {
        var stream = Accounts.CATEGORY.entity(accountId).stream();
        return store.readStream(stream, version - 1, 1).getFirst();
    }
}
