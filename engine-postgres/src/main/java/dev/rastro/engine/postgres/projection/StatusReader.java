package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;
import dev.rastro.engine.postgres.projection.catalog.ParkedStreams;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together how a projection is doing. */
final class StatusReader {

    private static final String LAG =
            """
            SELECT h.position,
                   coalesce(extract(epoch FROM now() - e.recorded_at) * 1000, 0)::bigint
              FROM rastro.log_head h
              LEFT JOIN rastro.event e ON e.position = ?
            """;

    private final ProjectionParts parts;
    private final Map<Integer, GenerationRunner> runners;

    StatusReader(ProjectionParts parts, Map<Integer, GenerationRunner> runners) {
        this.parts = parts;
        this.runners = runners;
    }

    ProjectionStatus read(Connection connection) throws SQLException {
        var generations = GenerationTable.of(connection, parts.name());
        var serving = in(generations, State.SERVING).stream().findFirst();
        var building = in(generations, State.BUILDING).stream().findFirst();
        long position = serving.map(Generation::position).orElse(0L);
        try (var select = connection.prepareStatement(LAG)) {
            select.setLong(1, position + 1);
            try (var row = select.executeQuery()) {
                row.next();
                return new ProjectionStatus(
                        parts.name(),
                        parts.pauses().look(connection),
                        serving,
                        building,
                        in(generations, State.RETIRED),
                        rate(serving),
                        rate(building),
                        row.getLong(1),
                        Math.max(0, row.getLong(2)),
                        serving.isPresent()
                                ? ParkedStreams.of(connection, serving.get())
                                : List.of(),
                        lastError());
            }
        }
    }

    private static List<Generation> in(List<Generation> generations, State state) {
        return generations.stream().filter(generation -> generation.state() == state).toList();
    }

    private double rate(Optional<Generation> generation) {
        return generation
                .flatMap(it -> Optional.ofNullable(runners.get(it.number())))
                .map(runner -> runner.meter().rate())
                .orElse(0.0);
    }

    private Optional<String> lastError() {
        return runners.values().stream().flatMap(runner -> runner.lastError().stream()).findFirst();
    }
}
