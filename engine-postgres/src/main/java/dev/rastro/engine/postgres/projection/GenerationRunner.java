package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.jdbc.Backoff;
import dev.rastro.engine.postgres.projection.Generation.State;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps one generation of a projection up with the log, on a thread of its own, until it is retired
 * or the runner is closed.
 *
 * <p>Each batch is one transaction that locks the generation's row, applies what comes after its
 * position and moves it. The row lock is what keeps a second runner, in this process or another,
 * from applying an event again. When the database is in trouble nothing of the batch remains, and
 * it is tried again, after ever longer pauses.
 */
final class GenerationRunner implements AutoCloseable {

    private static final Logger LOG = System.getLogger(GenerationRunner.class.getName());

    private static final int BATCH_MAX = 5_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int RESTS_PER_WORK = 3;
    private static final Duration REST_MAX = Duration.ofMillis(50);

    /** What a step found to do. */
    private enum Step {
        WORKED,
        CAUGHT_UP,
        NOTHING_TO_DO,
        MUCH_TO_BUILD,
        RETIRED
    }

    private final ProjectionParts parts;
    private final int number;

    /** When one was dropped, its number may be given again. */
    private final Instant startedAt;

    private final Meter meter = new Meter();
    private final Thread thread;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /** Writers that never rest leave no moment without a next event; a short batch must do. */
    private boolean nearlyThere;

    private boolean indexed;

    GenerationRunner(ProjectionParts parts, Generation generation) {
        this.parts = parts;
        this.number = generation.number();
        this.startedAt = generation.startedAt();
        this.thread =
                Thread.ofVirtual()
                        .name("projection %s %d".formatted(parts.name(), number))
                        .start(this::run);
    }

    int number() {
        return number;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    Meter meter() {
        return meter;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            try {
                long begun = System.nanoTime();
                var step = parts.transactions().run(this::step);
                failures = 0;
                trouble = null;
                if (step == Step.RETIRED) {
                    return;
                }
                boolean wait =
                        switch (step) {
                            case WORKED, CAUGHT_UP, RETIRED -> false;
                            case NOTHING_TO_DO -> true;
                            case MUCH_TO_BUILD -> !buildInParallel();
                        };
                if (step == Step.CAUGHT_UP) {
                    Thread.sleep(restAfter(System.nanoTime() - begun));
                }
                if (wait) {
                    parts.store().committed().await(meter.position() + 1, POLL);
                }
            } catch (SQLException | RuntimeException e) {
                failures++;
                trouble = String.valueOf(e.getMessage());
                LOG.log(Level.WARNING, "projection %s failed".formatted(parts.name()), e);
                pause(failures);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /**
     * A batch costs about the same whether it has one event or a hundred. Resting longer than
     * working lets some gather, and leaves the processors to those who append.
     */
    private static Duration restAfter(long workNanos) {
        var rest = Duration.ofNanos(RESTS_PER_WORK * workNanos);
        return rest.compareTo(REST_MAX) < 0 ? rest : REST_MAX;
    }

    private Step step(Connection connection) throws SQLException {
        var locked = GenerationTable.lock(connection, parts.name(), number);
        if (locked.isEmpty() || isGivenUp(locked.get())) {
            return Step.RETIRED;
        }
        var generation = locked.get();
        if (Pauses.isPaused(connection, parts.name())) {
            reached(generation, generation.position(), 0);
            return Step.NOTHING_TO_DO;
        }
        if (generation.state() == State.BUILDING) {
            if (isMuchToBuild(connection, generation)) {
                return Step.MUCH_TO_BUILD;
            }
            if (nearlyThere && makeReady(connection, generation)) {
                return Step.WORKED;
            }
        }
        var events =
                ProjectionParts.readAfter(
                        parts.store(), connection, generation.position(), BATCH_MAX);
        nearlyThere = events.size() < BATCH_MAX;
        if (events.isEmpty()) {
            reached(generation, generation.position(), 0);
            return Step.NOTHING_TO_DO;
        }
        parts.schema().enter(connection, number);
        parts.applier().apply(connection, generation, events);
        var last = events.getLast();
        GenerationTable.move(connection, generation, last.position());
        connection.commit();
        reached(generation, last.position(), events.size());
        // Who is about to take over does not rest before it.
        return nearlyThere && generation.state() == State.SERVING ? Step.CAUGHT_UP : Step.WORKED;
    }

    private boolean isGivenUp(Generation found) {
        return found.state() == State.RETIRED || !found.startedAt().equals(startedAt);
    }

    private boolean isMuchToBuild(Connection connection, Generation generation)
            throws SQLException {
        if (!parts.projection().isPerStream()) {
            return false;
        }
        long missing = parts.store().committed().position() - generation.position();
        return missing > ParallelBuild.WORTH_IT
                || !PartTable.positions(connection, generation).isEmpty();
    }

    private boolean buildInParallel() throws SQLException, InterruptedException {
        nearlyThere = new ParallelBuild(parts, number, meter, () -> closed).run();
        return nearlyThere;
    }

    /**
     * @return true if something was done about it
     */
    private boolean makeReady(Connection connection, Generation generation) throws SQLException {
        if (!indexed) {
            parts.schema().addIndexes(connection, number);
            indexed = true;
            return true;
        }
        return parts.switchOver().run(connection, generation);
    }

    private void reached(Generation generation, long position, int events) {
        meter.reached(position, events);
        if (generation.state() == State.SERVING) {
            parts.applied().advance(position);
        }
    }

    private void pause(int failures) {
        try {
            Thread.sleep(Backoff.after(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Finishes the batch at hand and stops. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How far a runner is, and how fast it was over the last seconds in which it had work. */
    static final class Meter {

        private static final long WINDOW_NANOS = Duration.ofSeconds(2).toNanos();

        private volatile long position;
        private volatile double rate;
        private long windowBegan = System.nanoTime();
        private long windowEvents;

        long position() {
            return position;
        }

        /** Events per second. */
        double rate() {
            return rate;
        }

        synchronized void reached(long newPosition, int events) {
            position = newPosition;
            windowEvents += events;
            long elapsed = System.nanoTime() - windowBegan;
            if (elapsed >= WINDOW_NANOS) {
                rate = windowEvents * 1e9 / elapsed;
                windowBegan = System.nanoTime();
                windowEvents = 0;
            }
        }
    }
}
