package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.postgres.jdbc.Backoff;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;
import dev.rastro.engine.postgres.projection.catalog.PartTable;
import dev.rastro.engine.store.Trouble;
import dev.rastro.engine.subscription.InterruptibleWait;

import java.lang.System.Logger;
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

    /** Who is at the end of the log is woken by commits; this is for a wake-up that was lost. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** How soon a build looks again whether it can take over. */
    private static final Duration TAKE_OVER_AGAIN = Duration.ofMillis(500);

    /** How soon a build that another node has is tried again, in case that node has gone. */
    private static final Duration BUILD_AGAIN = Duration.ofSeconds(2);

    /** How soon it is looked again whether there is room on the disk. */
    private static final Duration ROOM_AGAIN = Duration.ofSeconds(1);

    private static final int LINGER_PER_WORK = 3;
    private static final Duration LINGER_MAX = Duration.ofMillis(50);

    /** What a step found to do. */
    private enum Step {
        WORKED,
        AT_THE_END,
        WAITS_TO_TAKE_OVER,
        PAUSED,
        WANTS_ROOM,
        MUCH_TO_BUILD,
        RETIRED
    }

    private final ProjectionParts parts;
    private final int number;

    /** When one was dropped, its number may be given again. */
    private final Instant startedAt;

    private final Meter meter = new Meter();
    private final InterruptibleWait waits = new InterruptibleWait();
    private final Thread thread;
    private final Trouble trouble;

    /** Writers that never rest leave no moment without a next event; a short batch must do. */
    private boolean nearlyThere;

    private boolean indexed;

    GenerationRunner(ProjectionParts parts, Generation generation) {
        this.parts = parts;
        this.number = generation.number();
        this.startedAt = generation.startedAt();
        this.trouble = new Trouble(LOG, "projection %s fails".formatted(parts.name()));
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

    Optional<String> lastError() {
        return trouble.reason();
    }

    private void run() {
        int failures = 0;
        while (!waits.isClosed()) {
            try {
                long begun = System.nanoTime();
                var step = parts.transactions().run(this::step);
                failures = 0;
                trouble.over();
                if (step == Step.RETIRED) {
                    break;
                }
                waitAfter(step, System.nanoTime() - begun);
            } catch (InterruptedException e) {
                break;
            } catch (Throwable e) {
                // An Error too: a thread that is gone without a word would be worse.
                trouble.failed(e);
                var pause = Backoff.after(++failures);
                waits.run(() -> Thread.sleep(pause));
            }
        }
        parts.generationsChanged().release();
    }

    private void waitAfter(Step step, long workNanos) throws SQLException, InterruptedException {
        switch (step) {
            case WORKED, RETIRED -> {}
            case AT_THE_END ->
                    waits.run(() -> {
                        Thread.sleep(linger(workNanos));
                        parts.store().committed().await(meter.position() + 1, IDLE);
                    });
            case WANTS_ROOM -> waits.run(() -> Thread.sleep(ROOM_AGAIN));
            case WAITS_TO_TAKE_OVER -> waits.run(() -> Thread.sleep(TAKE_OVER_AGAIN));
            case PAUSED -> waits.run(() -> parts.pauses().awaitResumed(IDLE));
            case MUCH_TO_BUILD -> {
                if (!buildInParallel()) {
                    waits.run(() -> Thread.sleep(BUILD_AGAIN));
                }
            }
        }
    }

    /**
     * A batch costs about the same whether it has one event or a hundred. Resting longer than
     * working lets some gather, and leaves the processors to those who append.
     */
    private static Duration linger(long workNanos) {
        var pause = Duration.ofNanos(LINGER_PER_WORK * workNanos);
        return pause.compareTo(LINGER_MAX) < 0 ? pause : LINGER_MAX;
    }

    private Step step(Connection connection) throws SQLException {
        var locked = GenerationTable.lock(connection, parts.name(), number);
        if (locked.isEmpty() || isGivenUp(locked.get())) {
            return Step.RETIRED;
        }
        var generation = locked.get();
        if (parts.pauses().look(connection)) {
            reached(generation, generation.position(), 0);
            return Step.PAUSED;
        }
        if (takesMuchRoom(generation) && !parts.hasRoom().getAsBoolean()) {
            reached(generation, generation.position(), 0);
            return Step.WANTS_ROOM;
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
            return generation.state() == State.BUILDING ? Step.WAITS_TO_TAKE_OVER : Step.AT_THE_END;
        }
        parts.schema().enter(connection, number);
        parts.applier().apply(connection, generation, events);
        var last = events.getLast();
        GenerationTable.move(connection, generation, last.position());
        connection.commit();
        reached(generation, last.position(), events.size());
        // Who is about to take over does not rest before it.
        return nearlyThere && generation.state() == State.SERVING ? Step.AT_THE_END : Step.WORKED;
    }

    private boolean isGivenUp(Generation found) {
        return found.state() == State.RETIRED || !found.startedAt().equals(startedAt);
    }

    /** Who is at the end of the log takes no more than the events, which were let in. */
    private boolean takesMuchRoom(Generation generation) {
        return generation.state() == State.BUILDING
                || parts.store().committed().position() - generation.position() > BATCH_MAX;
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
        nearlyThere = new ParallelBuild(parts, number, meter, this::mustStop).run();
        return nearlyThere;
    }

    private boolean mustStop() {
        return waits.isClosed() || !parts.hasRoom().getAsBoolean();
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

    /** Finishes the batch at hand and stops. */
    @Override
    public void close() {
        waits.close();
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
        private double rate;
        private long windowBegan = System.nanoTime();
        private long windowEvents;

        long position() {
            return position;
        }

        /** Events per second. */
        synchronized double rate() {
            roll();
            return rate;
        }

        synchronized void reached(long newPosition, int events) {
            position = newPosition;
            windowEvents += events;
            roll();
        }

        private void roll() {
            long elapsed = System.nanoTime() - windowBegan;
            if (elapsed >= WINDOW_NANOS) {
                rate = windowEvents * 1e9 / elapsed;
                windowBegan = System.nanoTime();
                windowEvents = 0;
            }
        }
    }
}
