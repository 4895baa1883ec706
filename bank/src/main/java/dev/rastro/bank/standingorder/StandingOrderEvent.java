package dev.rastro.bank.standingorder;

import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What happened to a standing order. Recorded for ever: a changed form needs a new schema version.
 */
public sealed interface StandingOrderEvent {

    /** What is to be tried next, now that this has happened; null for nothing. */
    @Nullable Due next();

    record StandingOrderScheduled(
            String fromAccountId,
            String toAccountId,
            Money amount,
            String description,
            LocalDate firstDate,
            Interval interval,
            @Nullable LocalDate lastDate)
            implements StandingOrderEvent {

        @Override
        public Due next() {
            return Due.first(firstDate);
        }

        public Terms terms() {
            return new Terms(
                    fromAccountId,
                    toAccountId,
                    amount,
                    description,
                    new Schedule(firstDate, interval, lastDate));
        }
    }

    /**
     * Recorded together with both sides of the transfer.
     *
     * @param effectiveDate of the transfer
     * @param nextDate the next that is due; null if this was the last
     */
    record StandingOrderExecuted(
            LocalDate dueDate,
            int attempt,
            UUID transactionId,
            LocalDate effectiveDate,
            @Nullable LocalDate nextDate)
            implements StandingOrderEvent {

        @Override
        public @Nullable Due next() {
            return nextDate == null ? null : Due.first(nextDate);
        }
    }

    /**
     * Nothing was paid.
     *
     * @param reason the code of the refusal, such as {@code insufficient_funds}
     * @param nextAttempt the day on which this date is tried again; null if it is given up
     * @param nextDate the next that is due; null if this was the last
     */
    record StandingOrderExecutionFailed(
            LocalDate dueDate,
            int attempt,
            String reason,
            @Nullable LocalDate nextAttempt,
            @Nullable LocalDate nextDate)
            implements StandingOrderEvent {

        @Override
        public @Nullable Due next() {
            if (nextAttempt != null) {
                return new Due(dueDate, attempt + 1, nextAttempt);
            }
            return nextDate == null ? null : Due.first(nextDate);
        }
    }

    record StandingOrderCancelled(@Nullable String reason) implements StandingOrderEvent {

        @Override
        public @Nullable Due next() {
            return null;
        }
    }

    /**
     * The last date was paid or given up. Recorded together with that.
     *
     * @param lastDueDate which may be earlier than the last date that was agreed
     */
    record StandingOrderCompleted(LocalDate lastDueDate) implements StandingOrderEvent {

        @Override
        public @Nullable Due next() {
            return null;
        }
    }
}
