package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.PartTable;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One worker of a {@link ParallelBuild}: applies the streams of its part, in order. */
final class PartBuilder {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final Share NO_MORE = new Share(List.of(), -1);

    /** The how-manieth of how many. */
    record Part(int number, int of) {

        /** The same in every process, for ever. */
        boolean holds(StreamName stream) {
            return Math.floorMod(stream.id().hashCode(), of) == number;
        }
    }

    /** What a part has of the log up to a position. */
    private record Share(List<RecordedEvent> events, long upTo) {}

    private final ProjectionParts projection;
    private final Generation generation;
    private final Part part;

    /** One waits while one is applied. */
    private final BlockingQueue<Share> shares = new ArrayBlockingQueue<>(1);

    private long position;

    PartBuilder(ProjectionParts projection, Generation generation, Part part, long position) {
        this.projection = projection;
        this.generation = generation;
        this.part = part;
        this.position = position;
    }

    /** The running builder. */
    record Running(PartBuilder builder, Future<Void> work) {

        /** Waits while the builder has enough. */
        void give(List<RecordedEvent> events, long upTo) throws SQLException, InterruptedException {
            var part = builder.part;
            put(new Share(events.stream().filter(it -> part.holds(it.stream())).toList(), upTo));
        }

        private void put(Share share) throws SQLException, InterruptedException {
            while (!builder.shares.offer(share, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (work.isDone()) {
                    throwFailure();
                }
            }
        }

        /** Waits until all that was given is applied. */
        void finish() throws SQLException, InterruptedException {
            put(NO_MORE);
            throwFailure();
        }

        private void throwFailure() throws SQLException, InterruptedException {
            try {
                work.get();
            } catch (ExecutionException e) {
                throw new SQLException("a part failed: " + e.getMessage(), e);
            }
        }
    }

    Running start(ExecutorService threads) {
        return new Running(this, threads.submit((Callable<Void>) this::work));
    }

    @SuppressWarnings("ReferenceEquality") // There is one NO_MORE.
    private Void work() throws SQLException, InterruptedException {
        var share = shares.take();
        while (share != NO_MORE) {
            if (share.upTo() > position) {
                apply(share);
            }
            share = shares.take();
        }
        return null;
    }

    private void apply(Share share) throws SQLException {
        // Before an interruption this part may have come further than the others.
        var events = share.events().stream().filter(it -> it.position() > position).toList();
        var move = new PartTable.Move(part.number(), position, share.upTo());
        projection
                .transactions()
                .run(connection -> {
                    PartTable.move(connection, generation, move);
                    if (!events.isEmpty()) {
                        projection.schema().enter(connection, generation.number());
                        projection.applier().apply(connection, generation, events);
                    }
                    return true;
                });
        position = share.upTo();
    }
}
