package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.shared.time.Moment;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Which movements to list; a day that is null is no bound, and both bounds are included. */
public record MovementFilter(
        String accountId,
        Moment moment,
        Axis axis,
        @Nullable LocalDate from,
        @Nullable LocalDate to) {

    /** What the list is ordered by, and what its days are about. */
    public enum Axis {
        EFFECTIVE,
        RECORDED
    }

    /**
     * Where a page ended.
     *
     * @param balance after the last movement of the page, in the order of the list, so that the
     *     next page need not add up what was before it
     */
    public record Place(LocalDate effectiveDate, long version, BigDecimal balance) {

        public static Place of(Movement last) {
            var transaction = last.transaction();
            return new Place(transaction.effectiveDate(), transaction.version(), last.balance());
        }
    }

    public static MovementFilter all(String accountId, Moment moment) {
        return new MovementFilter(accountId, moment, Axis.EFFECTIVE, null, null);
    }
}
