package dev.rastro.engine.postgres.projection.catalog;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * One set of tables of a projection.
 *
 * @param version of the projection that fills it
 * @param compare whether it must equal the one that serves, row by row, to take its place
 * @param position up to which every event is applied
 */
public record Generation(
        String projection,
        int number,
        int version,
        State state,
        boolean compare,
        long position,
        Instant startedAt,
        @Nullable Instant switchedAt) {

    /** Stored by its name in lower case. */
    public enum State {
        BUILDING,
        SERVING,
        RETIRED
    }
}
