package dev.rastro.engine.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * One thread that gives up, again and again, what has waited too long, in place of a timer for each
 * that waits: a store that promises an answer after {@link EventStore#ANSWER_MAX} may keep its word
 * by it. It sweeps ten times in the time that is granted, so a limit is kept to within a tenth.
 */
public final class TimeoutSweeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(TimeoutSweeper.class.getName());
    private static final int SWEEPS = 10;

    private final LongConsumer giveUp;
    private final long nanosMax;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param name of the thread
     * @param max how long anything may wait
     * @param giveUp given the time before which everything is too old, on the clock of {@link
     *     System#nanoTime}
     */
    public TimeoutSweeper(String name, Duration max, LongConsumer giveUp) {
        this.giveUp = giveUp;
        this.nanosMax = max.toNanos();
        Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(nanosMax / SWEEPS, TimeUnit.NANOSECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that wait must not wait for ever because one sweep failed. */
    private void sweep() {
        try {
            giveUp.accept(System.nanoTime() - nanosMax);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "a sweep of what waits too long failed", e);
        }
    }

    /** Sweeps no more; does not wait for a sweep that is under way. */
    @Override
    public void close() {
        closed.countDown();
    }
}
