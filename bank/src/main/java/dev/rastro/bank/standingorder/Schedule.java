package dev.rastro.bank.standingorder;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The dates of a standing order. All are counted from the first: what begins on 31 January is due
 * on 28 February, or on the 29th, and then on 31 March.
 *
 * @param lastDate after which nothing is due any more; null for no end
 */
public record Schedule(LocalDate firstDate, Interval interval, @Nullable LocalDate lastDate) {

    /** Beyond it, dates cannot be written with four digits. */
    private static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);

    /** The date after one of the dates; empty after the last. */
    public Optional<LocalDate> after(LocalDate date) {
        var next =
                switch (interval) {
                    case WEEKLY -> date.plusWeeks(1);
                    case MONTHLY -> firstDate.plusMonths(monthOf(date) - monthOf(firstDate) + 1);
                    case YEARLY -> firstDate.plusYears(date.getYear() - firstDate.getYear() + 1L);
                };
        var end = lastDate == null ? END_OF_TIME : lastDate;
        return next.isAfter(end) ? Optional.empty() : Optional.of(next);
    }

    private static long monthOf(LocalDate date) {
        return date.getYear() * 12L + date.getMonthValue();
    }
}
