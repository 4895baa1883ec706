package dev.rastro.bank.server.account.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IntervalTest {

    @Test
    void days_end_with_themselves() {
        assertThat(ends(Interval.DAY, "2028-02-28", "2028-03-01"))
                .isEqualTo(days("2028-02-28", "2028-02-29", "2028-03-01"));
    }

    @Test
    void weeks_end_on_sundays_and_the_last_one_where_the_span_ends() {
        assertThat(ends(Interval.WEEK, "2026-03-08", "2026-03-16"))
                .isEqualTo(days("2026-03-08", "2026-03-15", "2026-03-16"));
        assertThat(ends(Interval.WEEK, "2026-03-09", "2026-03-15")).isEqualTo(days("2026-03-15"));
    }

    @Test
    void months_end_on_their_last_day_and_the_last_one_where_the_span_ends() {
        assertThat(ends(Interval.MONTH, "2026-01-31", "2026-03-01"))
                .isEqualTo(days("2026-01-31", "2026-02-28", "2026-03-01"));
    }

    @Test
    void one_day_is_one_point_in_every_interval() {
        for (var interval : Interval.values()) {
            assertThat(ends(interval, "2026-03-10", "2026-03-10")).isEqualTo(days("2026-03-10"));
        }
    }

    @Test
    void no_more_than_the_limit_are_made() {
        assertThat(Interval.DAY.ends(LocalDate.MIN, LocalDate.MAX, 3)).hasSize(3);
    }

    private static List<LocalDate> ends(Interval interval, String from, String to) {
        return interval.ends(LocalDate.parse(from), LocalDate.parse(to), 100);
    }

    private static List<LocalDate> days(String... days) {
        return Arrays.stream(days).map(LocalDate::parse).toList();
    }
}
