package dev.rastro.bank.standingorder;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleTest {

    private static final List<Interval> INTERVALS = List.of(Interval.values());

    private static List<String> dates(String first, Interval interval, @Nullable String last) {
        return dates(
                        new Schedule(
                                LocalDate.parse(first),
                                interval,
                                last == null ? null : LocalDate.parse(last)),
                        5)
                .stream()
                .map(LocalDate::toString)
                .toList();
    }

    private static List<LocalDate> dates(Schedule schedule, int limit) {
        var dates = new ArrayList<LocalDate>();
        var next = Optional.of(schedule.firstDate());
        while (next.isPresent() && dates.size() < limit) {
            dates.add(next.get());
            next = schedule.after(next.get());
        }
        return dates;
    }

    @Test
    void the_last_day_of_a_long_month_is_the_last_of_a_short_one_and_comes_back() {
        assertThat(dates("2026-01-31", Interval.MONTHLY, null))
                .containsExactly(
                        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
        assertThat(dates("2027-12-30", Interval.MONTHLY, null))
                .containsExactly(
                        "2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30");
    }

    @Test
    void what_begins_on_a_leap_day_comes_back_to_it() {
        assertThat(dates("2024-02-29", Interval.YEARLY, null))
                .containsExactly(
                        "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29");
    }

    @Test
    void weeks_go_over_the_end_of_a_year() {
        assertThat(dates("2026-12-24", Interval.WEEKLY, null))
                .containsExactly(
                        "2026-12-24", "2026-12-31", "2027-01-07", "2027-01-14", "2027-01-21");
    }

    @Test
    void the_last_date_is_included_and_nothing_after_it() {
        assertThat(dates("2026-01-31", Interval.MONTHLY, "2026-03-31"))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
        assertThat(dates("2026-01-31", Interval.MONTHLY, "2026-03-30"))
                .containsExactly("2026-01-31", "2026-02-28");
        assertThat(dates("2026-01-31", Interval.WEEKLY, "2026-01-31"))
                .containsExactly("2026-01-31");
    }

    @Test
    void there_is_no_date_that_cannot_be_written_with_four_digits() {
        assertThat(dates("9999-11-30", Interval.MONTHLY, null))
                .containsExactly("9999-11-30", "9999-12-30");
        assertThat(dates("9999-01-01", Interval.YEARLY, null)).containsExactly("9999-01-01");
    }

    /** The oracle knows no arithmetic of months: it walks through the calendar, day by day. */
    @Test
    void random_schedules_have_the_dates_that_a_walk_through_the_calendar_finds() {
        long seed = System.nanoTime();
        System.out.println("schedules, seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var first = LocalDate.of(1996, 1, 1).plusDays(random.nextInt(20_000));
            var interval = INTERVALS.get(random.nextInt(INTERVALS.size()));
            var last = first.plusDays(random.nextInt(4_000));
            var schedule = new Schedule(first, interval, last);

            assertThat(dates(schedule, Integer.MAX_VALUE))
                    .as(schedule.toString())
                    .isEqualTo(walk(schedule, last));
        }
    }

    private static List<LocalDate> walk(Schedule schedule, LocalDate last) {
        var first = schedule.firstDate();
        return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(1))
                .filter(day ->
                        switch (schedule.interval()) {
                            case WEEKLY -> day.getDayOfWeek() == first.getDayOfWeek();
                            case MONTHLY -> isSameDayOrLast(day, first);
                            case YEARLY ->
                                    day.getMonth() == first.getMonth()
                                            && isSameDayOrLast(day, first);
                        })
                .toList();
    }

    private static boolean isSameDayOrLast(LocalDate day, LocalDate first) {
        return day.getDayOfMonth() == Math.min(first.getDayOfMonth(), day.lengthOfMonth());
    }
}
