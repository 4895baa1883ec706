package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.ParkedStream;

import java.util.List;
import java.util.Optional;

/**
 * How a projection is doing.
 *
 * @param serving the generation that readers see
 * @param building the one that will take its place
 * @param rate of the serving generation in this process, in events per second
 * @param buildingRate of the other one
 * @param head the last position of the log
 * @param lagMillis age of the oldest event that readers do not see yet; 0 when there is none
 * @param lastError why the newest attempt of a runner of this process failed
 */
public record ProjectionStatus(
        String name,
        boolean paused,
        Optional<Generation> serving,
        Optional<Generation> building,
        List<Generation> retired,
        double rate,
        double buildingRate,
        long head,
        long lagMillis,
        List<ParkedStream> parked,
        Optional<String> lastError) {

    /** Events that readers do not see yet. */
    public long lagEvents() {
        return serving.map(generation -> Math.max(0, head - generation.position())).orElse(head);
    }
}
