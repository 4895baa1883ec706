package dev.rastro.engine.postgres.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.decider.StormyStore.Flaw;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Decisions on top of appends that are still under way, while appends fail. Whatever a caller is
 * told must be what the log says.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InFlightTest {

    private static final long SEED = Long.getLong("rastro.inflight.seed", System.nanoTime());
    private static final int STORMS = 20;

    @Test
    void whatever_callers_are_told_is_what_the_log_says() throws Exception {
        for (int storm = 0; storm < STORMS; storm++) {
            assertThat(complaints(SEED + storm, Flaw.NONE))
                    .as("-Drastro.inflight.seed=%d", SEED + storm)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_planted_flaw_is_found(Flaw flaw) throws Exception {
        int storm = 0;
        while (storm < STORMS && complaints(SEED + storm, flaw).isEmpty()) {
            storm++;
        }
        assertThat(storm).as("storms without complaint, seed %d", SEED).isLessThan(STORMS);
    }

    private static List<String> complaints(long seed, Flaw flaw) throws Exception {
        var random = new SplittableRandom(seed);
        try (var store = new StormyStore(random.split(), flaw)) {
            return new Storm(random).complaints(store, store);
        }
    }
}
