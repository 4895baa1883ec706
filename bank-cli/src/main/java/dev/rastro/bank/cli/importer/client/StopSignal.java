package dev.rastro.bank.cli.importer.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells everybody who works or waits to come to an end, and remembers whether a person said so. */
public final class StopSignal {
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean interrupted;

    public void request() {
        stop.countDown();
    }

    /** The stop that a person asks for; too late when the work is already stopping by itself. */
    public void interrupt() {
        if (!isRequested()) {
            interrupted = true;
        }
        request();
    }

    public boolean isRequested() {
        return stop.getCount() == 0;
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    /** Waits, but not longer than until a stop is requested; whether it was. */
    boolean await(Duration time) {
        try {
            return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
