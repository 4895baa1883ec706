package dev.rastro.engine.postgres.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.SplittableRandom;

/** As {@link InFlightTest}, with two stores on one PostgreSQL. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class InFlightIT {

    private static final long SEED = Long.getLong("rastro.inflight.seed", System.nanoTime());
    private static final int STORMS = 2;

    @Test
    void whatever_callers_are_told_by_two_nodes_is_what_the_log_says() throws Exception {
        for (int storm = 0; storm < STORMS; storm++) {
            var database = TestDatabase.withEmptyLog();
            try (var here = open(database);
                    var there = open(database)) {
                assertThat(new Storm(new SplittableRandom(SEED + storm)).complaints(here, there))
                        .as("-Drastro.inflight.seed=%d", SEED + storm)
                        .isEmpty();
            }
        }
    }

    private static PostgresEventStore open(TestDatabase database) {
        return new PostgresEventStore(
                database.asApplication(),
                database.asWriter(),
                InstantSource.system(),
                PostgresEventStore.Settings.DEFAULT);
    }
}
