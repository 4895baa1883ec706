package dev.rastro.web.wire;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers that are on their way. Those to clients that read slowly lie in memory meanwhile, so
 * their bytes have a limit, all taken together; each connection has one answer at most, since its
 * next request is not read before.
 */
public final class Outbox {

    /** So that a small answer, above all that of a command, is never refused. */
    public static final int SMALL_SIZE_MAX = 4 * 1024;

    private static final long LOOK_MILLIS = 5;

    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger answers = new AtomicInteger();

    public Outbox(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** There will be an answer, until {@link #leave}: a stop waits for it. */
    public void enter() {
        answers.incrementAndGet();
    }

    public void leave() {
        answers.decrementAndGet();
    }

    /**
     * Takes the bytes of an answer in; the caller says {@link #sent} when they wait no more.
     *
     * @return false if they found no room
     */
    public boolean offer(int size) {
        long before = bytes.get();
        // What is larger than the whole box must be sent one day, too.
        if (size > SMALL_SIZE_MAX && before > 0 && before + size > bytesMax) {
            return false;
        }
        put(size);
        return true;
    }

    /** As {@link #offer}, for an answer that must be given. */
    public void put(int size) {
        bytes.addAndGet(size);
    }

    public void sent(int size) {
        bytes.addAndGet(-size);
    }

    /** Bytes of the answers that are on their way. */
    public long bytes() {
        return bytes.get();
    }

    /** False where the time was too short. */
    public boolean awaitEmpty(Duration patience) throws InterruptedException {
        long start = System.nanoTime();
        while (answers.get() > 0) {
            if (System.nanoTime() - start > patience.toNanos()) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
