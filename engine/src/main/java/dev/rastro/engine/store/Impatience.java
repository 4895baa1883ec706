package dev.rastro.engine.postgres.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Says again and again what has waited too long, on a clock like {@link System#nanoTime}. */
final class Impatience implements AutoCloseable {

    private static final int LOOKS = 10;

    private final LongConsumer giveUp;
    private final long nanosMax;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param giveUp given the time before which everything is too old
     */
    Impatience(LongConsumer giveUp, Duration max) {
        this.giveUp = giveUp;
        this.nanosMax = max.toNanos();
        Thread.ofVirtual().name("impatience").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(nanosMax / LOOKS, TimeUnit.NANOSECONDS)) {
                giveUp.accept(System.nanoTime() - nanosMax);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
