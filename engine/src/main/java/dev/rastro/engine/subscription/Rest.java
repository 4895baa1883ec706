package dev.rastro.engine.subscription;

import org.jspecify.annotations.Nullable;

/** The waits of one thread, which can be ended from outside; what it does between them cannot. */
public final class Rest {

    public interface Wait {
        void run() throws InterruptedException;
    }

    private boolean over;
    private @Nullable Thread sleeper;

    /** Returns when the wait is done, or at once when rest is over. */
    public void during(Wait wait) {
        if (!begin()) {
            return;
        }
        try {
            wait.run();
        } catch (InterruptedException e) {
            // Whoever ended the rest has said so before.
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (!over) {
            sleeper = Thread.currentThread();
        }
        return !over;
    }

    /** Takes back an interrupt that came too late: it was meant for the wait alone. */
    private synchronized void end() {
        sleeper = null;
        Thread.interrupted();
    }

    public synchronized boolean isOver() {
        return over;
    }

    /** Ends the wait at hand, and lets no other begin. */
    public synchronized void finish() {
        over = true;
        if (sleeper != null) {
            sleeper.interrupt();
        }
    }
}
