package dev.rastro.engine.subscription;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A position that only grows, and that threads can wait for. */
public final class PositionSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile long position;

    public long position() {
        return position;
    }

    /** Wakes whoever waits for this position or an earlier one; a lower position is ignored. */
    public void advance(long to) {
        lock.lock();
        try {
            if (to > position) {
                position = to;
                grown.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the position is at least {@code wanted}.
     *
     * @return false if it is not so after {@code atMost}
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean await(long wanted, Duration atMost) throws InterruptedException {
        if (position >= wanted) {
            return true;
        }
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (position < wanted) {
                if (left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
