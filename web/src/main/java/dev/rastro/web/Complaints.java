package dev.rastro.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What would fill the log if it were said as often as it happens. */
public final class Complaints {

    private static final System.Logger LOG = System.getLogger(Complaints.class.getName());
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final String what;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicInteger unsaid = new AtomicInteger();

    public Complaints(String what) {
        this.what = what;
    }

    /** Says in one line what happened and how often, unless it was said just now. */
    public void add(String latest) {
        unsaid.incrementAndGet();
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "%s: %d times, the last one: %s".formatted(what, unsaid.getAndSet(0), latest));
        }
    }
}
