package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.shared.time.EffectiveDay;
import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;

/**
 * An account as readers see it. Totals are in minor units, and count transfers and the initial
 * deposit too, so that {@code balance = totalDeposits - totalWithdrawals}.
 *
 * @param days for the projection itself; readers get none
 */
public record AccountRow(
        String accountId,
        @Nullable String externalId,
        String ownerName,
        @Nullable String customerId,
        Currency currency,
        long balance,
        long overdraftLimit,
        String status,
        BigDecimal totalDeposits,
        BigDecimal totalWithdrawals,
        long transactionCount,
        Instant openedAt,
        Instant updatedAt,
        long version,
        MovementDays days) {

    /**
     * When movements took effect.
     *
     * @param earliest of all; null when there is none, as are the others
     * @param latest of all
     * @param lowest of those since the last milestone
     */
    record MovementDays(
            @Nullable LocalDate earliest, @Nullable LocalDate latest, @Nullable LocalDate lowest) {

        static final MovementDays NONE = new MovementDays(null, null, null);

        MovementDays with(LocalDate day, boolean firstAfterMilestone) {
            if (day.equals(latest) && !firstAfterMilestone) {
                return this;
            }
            return new MovementDays(
                    earliest == null || day.isBefore(earliest) ? day : earliest,
                    latest == null || day.isAfter(latest) ? day : latest,
                    lowest == null || firstAfterMilestone || day.isBefore(lowest) ? day : lowest);
        }
    }

    public static final String OPEN = "open";
    public static final String CLOSED = "closed";

    /** The row of an account that was just opened. */
    static AccountRow opened(RecordedEvent recorded, AccountOpened event) {
        var blank =
                new AccountRow(
                        recorded.stream().id(),
                        event.externalId(),
                        event.ownerName(),
                        event.customerId(),
                        event.currency(),
                        0,
                        event.overdraftLimit().minorUnits(),
                        OPEN,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        0,
                        recorded.recordedAt(),
                        recorded.recordedAt(),
                        recorded.version(),
                        MovementDays.NONE);
        return event.transactionId() == null
                ? blank
                : blank.credit(recorded, event.initialDeposit(), event.effectiveDate());
    }

    AccountRow with(RecordedEvent recorded, AccountEvent event) {
        return switch (event) {
            case AccountOpened opened ->
                    throw new IllegalStateException(recorded.stream() + " was opened twice");
            case MoneyDeposited deposited ->
                    credit(recorded, deposited.amount(), deposited.effectiveDate());
            case TransferReceived received ->
                    credit(recorded, received.amount(), received.effectiveDate());
            case MoneyWithdrawn withdrawn ->
                    debit(recorded, withdrawn.amount(), withdrawn.effectiveDate());
            case TransferSent sent -> debit(recorded, sent.amount(), sent.effectiveDate());
            case AccountClosed closed -> closed(recorded);
        };
    }

    private AccountRow credit(RecordedEvent recorded, Money amount, @Nullable LocalDate day) {
        return moved(recorded, amount.minorUnits(), 0, day);
    }

    private AccountRow debit(RecordedEvent recorded, Money amount, @Nullable LocalDate day) {
        return moved(recorded, 0, amount.minorUnits(), day);
    }

    private AccountRow moved(RecordedEvent recorded, long in, long out, @Nullable LocalDate day) {
        long count = transactionCount + 1;
        return new AccountRow(
                accountId,
                externalId,
                ownerName,
                customerId,
                currency,
                Math.addExact(balance, in - out),
                overdraftLimit,
                status,
                totalDeposits.add(BigDecimal.valueOf(in)),
                totalWithdrawals.add(BigDecimal.valueOf(out)),
                count,
                openedAt,
                recorded.recordedAt(),
                recorded.version(),
                days.with(EffectiveDay.of(recorded, day), MilestoneTable.isFirstAfterOne(count)));
    }

    private AccountRow closed(RecordedEvent recorded) {
        return new AccountRow(
                accountId,
                externalId,
                ownerName,
                customerId,
                currency,
                balance,
                overdraftLimit,
                CLOSED,
                totalDeposits,
                totalWithdrawals,
                transactionCount,
                openedAt,
                recorded.recordedAt(),
                recorded.version(),
                days);
    }
}
