package dev.rastro.bank.server.account.timetravel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** Into what a span of time is divided. Weeks end on Sundays (ISO 8601). */
public enum Interval {
    DAY,
    WEEK,
    MONTH;

    /**
     * The last day of every interval; that of the last one is {@code to}, even if it ends later.
     *
     * @param limit no more than that many
     */
    public List<LocalDate> ends(LocalDate from, LocalDate to, int limit) {
        return Stream.iterate(
                        end(from), end -> !start(end).isAfter(to), end -> end(end.plusDays(1)))
                .map(end -> end.isAfter(to) ? to : end)
                .limit(limit)
                .toList();
    }

    private LocalDate end(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
        };
    }

    private LocalDate start(LocalDate end) {
        return switch (this) {
            case DAY -> end;
            case WEEK -> end.minusDays(DayOfWeek.values().length - 1L);
            case MONTH -> end.withDayOfMonth(1);
        };
    }
}
