package dev.rastro.engine.subscription;

import org.jspecify.annotations.Nullable;

/**
 * The waits of one thread: closing ends the one under way and all later ones, and interrupts
 * nothing else.
 */
public final class InterruptibleWait {

    public interface Wait {
        void run() throws InterruptedException;
    }

    private boolean closed;
    private @Nullable Thread waiter;

    /** Returns when the wait is done, or at once when it is closed. */
    public void run(Wait wait) {
        if (!begin()) {
            return;
        }
        try {
            wait.run();
        } catch (InterruptedException e) {
            // close() has set the flag before.
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (!closed) {
            waiter = Thread.currentThread();
        }
        return !closed;
    }

    /** Takes back an interrupt that came too late: it was meant for the wait alone. */
    private synchronized void end() {
        waiter = null;
        Thread.interrupted();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the wait at hand, and lets no other begin. */
    public synchronized void close() {
        closed = true;
        if (waiter != null) {
            waiter.interrupt();
        }
    }
}
