package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.SessionLock;
import dev.rastro.engine.postgres.log.ReadEvents;
import dev.rastro.engine.postgres.projection.PartBuilder.Part;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;
import dev.rastro.engine.postgres.projection.catalog.PartTable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Brings a new generation near the end of the log with parallel workers: one thread reads, and each
 * worker applies the streams of one part, in the order of the log, with a checkpoint of its own in
 * the transaction of its rows. A build that was interrupted goes on from these checkpoints. When
 * all have come to the same position, the generation is an ordinary one at that position.
 */
final class ParallelBuild {

    /** With fewer events to go, dealing them out is not worth it. */
    static final long WORTH_IT = 50_000;

    private static final int BATCH = 20_000;
    private static final int PARTS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private final ProjectionParts projection;
    private final int number;
    private final GenerationRunner.Meter meter;
    private final BooleanSupplier stopped;

    /**
     * @param number of the generation
     * @param meter notified how far the log was dealt out
     */
    ParallelBuild(
            ProjectionParts projection,
            int number,
            GenerationRunner.Meter meter,
            BooleanSupplier stopped) {
        this.projection = projection;
        this.number = number;
        this.meter = meter;
        this.stopped = stopped;
    }

    /**
     * Ends when little is left to do, or when it is stopped.
     *
     * @return false if another process is at it
     */
    boolean run() throws SQLException, InterruptedException {
        var name = "rastro build %s %d".formatted(projection.name(), number);
        var lock = SessionLock.tryTake(projection.transactions().database(), name);
        if (lock.isEmpty()) {
            return false;
        }
        try {
            build();
        } finally {
            lock.get().close();
        }
        return true;
    }

    private void build() throws SQLException, InterruptedException {
        var begun = projection.transactions().run(this::begin);
        if (begun.isEmpty()) {
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var builders = begun.get().start(projection, threads);
            try {
                boolean nearTheEnd = deal(builders, Collections.min(begun.get().positions()));
                for (var builder : builders) {
                    builder.finish();
                }
                if (nearTheEnd) {
                    projection.transactions().run(this::unite);
                }
            } finally {
                builders.forEach(builder -> builder.work().cancel(true));
            }
        }
    }

    /** Where each part stands. */
    private record Begun(Generation generation, List<Long> positions) {

        List<PartBuilder.Running> start(ProjectionParts projection, ExecutorService threads) {
            var builders = new ArrayList<PartBuilder.Running>();
            for (int i = 0; i < positions.size(); i++) {
                var part = new Part(i, positions.size());
                builders.add(
                        new PartBuilder(projection, generation, part, positions.get(i))
                                .start(threads));
            }
            return builders;
        }
    }

    private Optional<Begun> begin(Connection connection) throws SQLException {
        var locked = GenerationTable.lock(connection, projection.name(), number);
        if (locked.isEmpty() || locked.get().state() != State.BUILDING) {
            return Optional.empty();
        }
        var generation = locked.get();
        var found = PartTable.positions(connection, generation);
        if (found.isEmpty()) {
            PartTable.add(connection, generation, PARTS);
            found = Collections.nCopies(PARTS, generation.position());
        }
        return Optional.of(new Begun(generation, found));
    }

    /**
     * @return true if the end of the log is near, and every builder was given what comes before
     */
    private boolean deal(List<PartBuilder.Running> builders, long from)
            throws SQLException, InterruptedException {
        long position = from;
        while (!stopped.getAsBoolean()) {
            long after = position;
            var events = projection.transactions().run(connection -> read(connection, after));
            if (events.isEmpty()) {
                return false;
            }
            position = events.get().isEmpty() ? after : events.get().getLast().position();
            for (var builder : builders) {
                builder.give(events.get(), position);
            }
            meter.reached(position, events.get().size());
            if (events.get().size() < BATCH) {
                return true;
            }
        }
        return false;
    }

    /** Empty if the projection is paused. */
    private Optional<List<RecordedEvent>> read(Connection connection, long after)
            throws SQLException {
        return projection.pauses().look(connection)
                ? Optional.empty()
                : Optional.of(ReadEvents.ofLog(connection, after, BATCH));
    }

    /** Their checkpoints become one. */
    private boolean unite(Connection connection) throws SQLException {
        var generation =
                GenerationTable.lock(connection, projection.name(), number)
                        .orElseThrow(() -> new SQLException("the generation is gone"));
        var positions = PartTable.positions(connection, generation);
        if (positions.stream().distinct().count() != 1) {
            throw new SQLException("another process builds " + projection.name() + ", too");
        }
        GenerationTable.move(connection, generation, positions.getFirst());
        PartTable.remove(connection, generation);
        return true;
    }
}
