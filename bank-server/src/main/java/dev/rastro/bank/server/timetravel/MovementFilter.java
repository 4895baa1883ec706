package dev.rastro.bank.server.timetravel;

import org.jspecify.annotations.Nullable;

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

    /** Where a page ended. */
    public record Place(LocalDate effectiveDate, long version) {}

    public static MovementFilter all(String accountId, Moment moment) {
        return new MovementFilter(accountId, moment, Axis.EFFECTIVE, null, null);
    }
}
