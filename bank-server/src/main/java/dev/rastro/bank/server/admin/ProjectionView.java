package dev.rastro.bank.server.admin;

import dev.rastro.engine.postgres.projection.ProjectionStatus;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.ParkedStream;
import dev.rastro.web.problem.Problem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A projection as operators see it.
 *
 * @param state paused, failing, behind or up_to_date
 * @param rate events per second in this process, lately
 */
record ProjectionView(
        String name,
        String state,
        long position,
        long head,
        long lagEvents,
        long lagMillis,
        long rate,
        @Nullable GenerationView serving,
        @Nullable RebuildView rebuild,
        List<Integer> retired,
        List<ParkedView> parked,
        @Nullable String trouble) {

    /** Of the streams that are parked, and of the generations that are retired. */
    private static final int SHOWN_MAX = 1_000;

    record GenerationView(
            int generation, int version, Instant startedAt, @Nullable Instant switchedAt) {

        static GenerationView of(Generation generation) {
            return new GenerationView(
                    generation.number(),
                    generation.version(),
                    generation.startedAt(),
                    generation.switchedAt());
        }
    }

    /**
     * @param percent of the log that is applied
     * @param secondsLeft at the present rate; null while that is unknown
     */
    record RebuildView(
            int generation,
            int version,
            boolean compare,
            long position,
            int percent,
            long rate,
            @Nullable Long secondsLeft) {

        static RebuildView of(Generation generation, long head, double rate) {
            long left = Math.max(0, head - generation.position());
            return new RebuildView(
                    generation.number(),
                    generation.version(),
                    generation.compare(),
                    generation.position(),
                    head == 0 ? 100 : (int) (100 * Math.min(head, generation.position()) / head),
                    Math.round(rate),
                    rate < 1 ? null : Math.round(left / rate));
        }
    }

    record ParkedView(
            String stream,
            long firstVersion,
            long firstPosition,
            String reason,
            int attempts,
            Instant parkedAt) {

        static ParkedView of(ParkedStream parked) {
            return new ParkedView(
                    parked.stream().toString(),
                    parked.firstVersion(),
                    parked.firstPosition(),
                    parked.reason(),
                    parked.attempts(),
                    parked.parkedAt());
        }
    }

    static ProjectionView of(ProjectionStatus status) {
        var serving = status.serving();
        return new ProjectionView(
                status.name(),
                state(status),
                serving.map(Generation::position).orElse(0L),
                status.head(),
                status.lagEvents(),
                status.lagMillis(),
                Math.round(status.rate()),
                serving.map(GenerationView::of).orElse(null),
                status.building()
                        .map(it -> RebuildView.of(it, status.head(), status.buildingRate()))
                        .orElse(null),
                status.retired().stream().limit(SHOWN_MAX).map(Generation::number).toList(),
                status.parked().stream().limit(SHOWN_MAX).map(ParkedView::of).toList(),
                status.lastError().map(Problem::quoted).orElse(null));
    }

    private static String state(ProjectionStatus status) {
        if (status.paused()) {
            return "paused";
        }
        if (status.lastError().isPresent()) {
            return "failing";
        }
        return status.lagEvents() > 0 ? "behind" : "up_to_date";
    }
}
