package dev.rastro.engine.postgres.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingTest {

    private static final Instant NOON = Instant.parse("2040-01-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Reading noon = new Reading(NOON, 0, Optional.of(HOUR), true, false);

    private static Reading later(Duration onTheClock, Duration uptime, boolean isOfThisMachine) {
        return new Reading(NOON.plus(onTheClock), 0, Optional.of(uptime), isOfThisMachine, false);
    }

    @Test
    void what_passed_for_the_machine_too_is_no_leap() {
        assertThat(later(HOUR, HOUR.multipliedBy(2), true).leapSince(noon)).isZero();
    }

    @Test
    void a_leap_has_a_direction_and_the_time_goes_on_as_if_there_was_none() {
        var ahead = later(HOUR.multipliedBy(3), HOUR.multipliedBy(2), true);
        var back = later(HOUR.negated(), HOUR.multipliedBy(2), true);

        assertThat(ahead.leapSince(noon)).isEqualTo(HOUR.multipliedBy(2));
        assertThat(back.leapSince(noon)).isEqualTo(HOUR.multipliedBy(-2));
        for (var leapt : new Reading[] {ahead, back}) {
            assertThat(leapt.asIfWithoutLeapSince(noon).time()).isEqualTo(NOON.plus(HOUR));
            assertThat(leapt.asIfWithoutLeapSince(noon).leapt()).isTrue();
        }
    }

    @Test
    void the_clock_of_another_machine_is_believed_and_one_that_nothing_is_known_of() {
        assertThat(later(HOUR.multipliedBy(3), HOUR, false).leapSince(noon)).isZero();
        var unknown = new Reading(NOON.plus(HOUR), 0, Optional.empty(), true, false);
        assertThat(unknown.leapSince(noon)).isZero();
    }
}
