package dev.rastro.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.store.Distribution.Range;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DistributionTest {

    private final Distribution distribution = new Distribution();

    @Test
    void without_values_everything_is_zero() {
        assertThat(distribution.count()).isZero();
        assertThat(distribution.percentile(500)).isZero();
        assertThat(distribution.ranges()).isEmpty();
    }

    @Test
    void small_values_are_exact() {
        for (int value = 1; value <= 10; value++) {
            distribution.record(value);
        }

        assertThat(distribution.percentile(500)).isEqualTo(5);
        assertThat(distribution.percentile(900)).isEqualTo(9);
        assertThat(distribution.percentile(1_000)).isEqualTo(10);
    }

    @Test
    void values_are_counted_by_powers_of_two() {
        for (long value : new long[] {0, 1, 2, 3, 15, 16, 31, 1_024}) {
            distribution.record(value);
        }

        assertThat(distribution.ranges())
                .containsExactly(
                        new Range(1, 2),
                        new Range(3, 2),
                        new Range(15, 1),
                        new Range(31, 2),
                        new Range(2_047, 1));
    }

    @Test
    void the_largest_number_and_what_is_below_zero_have_a_place() {
        distribution.record(Long.MAX_VALUE);
        distribution.record(-5);

        assertThat(distribution.percentile(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(distribution.percentile(1)).isZero();
        assertThat(distribution.ranges()).last().isEqualTo(new Range(Long.MAX_VALUE, 1));
    }

    @Test
    void a_percentile_is_never_too_low_and_at_most_an_eighth_too_high() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var values = random.longs(10_000, 0, 1L << 40).map(it -> it >>> it % 40).sorted().toArray();
        Arrays.stream(values).forEach(distribution::record);

        for (int perMille : new int[] {1, 500, 900, 990, 999, 1_000}) {
            long exact = values[values.length * perMille / 1_000 - 1];
            assertThat(distribution.percentile(perMille))
                    .as("seed %d, %d per mille", seed, perMille)
                    .isBetween(exact, exact + exact / 8);
        }
    }
}
