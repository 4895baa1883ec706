package dev.rastro.engine.subscription;

import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.Trouble;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands the events of the log that match a filter to a handler, in the order of the log, on a
 * thread of its own: first what is there, in large batches, then what comes, as it is committed.
 *
 * <p><b>Nothing is skipped.</b> A handler that throws gets the same events again, after ever longer
 * pauses, until it takes them; so does a store in trouble. Meanwhile {@link #lastError} says why. A
 * handler that never can take an event stops its subscription there, visibly; to set such events
 * aside is the handler's choice.
 *
 * <p><b>At least once.</b> With a checkpoint, a subscription goes on after a restart where it
 * stopped. The checkpoint moves after the handler: events whose handling a crash cut short come
 * again. A handler whose effects must not be doubled makes them idempotent, by position or by event
 * id, or is a {@code Projection}, whose rows and checkpoint commit together. Two subscriptions that
 * share a checkpoint may both get an event, but the checkpoint moves over it once.
 *
 * <p><b>Never ahead.</b> A log that does not reach the place where a subscription would go on is
 * another one, or was taken back to an earlier moment. That is trouble, and stays so until somebody
 * moves the checkpoint, even when the log has come as far again: with other events.
 *
 * <p><b>Bounded.</b> The thread that reads is the thread that handles: one batch is in memory, and
 * a slow handler is only further behind.
 */
public final class Subscription implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Subscription.class.getName());

    /** The signal comes sooner; this is for one that was lost. */
    private static final Duration POLL_EVERY = Duration.ofSeconds(5);

    /** Where nothing matches, a restart may look through so many events again. */
    private static final long UNSAVED_MAX = 10_000;

    private static final Duration CONTESTED_PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(50);

    /** The longest pause is 12.8 s. */
    private static final int DOUBLINGS_MAX = 8;

    private final Checkpoint checkpoint;
    private final EventSource source;
    private final EventFilter filter;
    private final EventHandler handler;
    private final PositionSignal handled = new PositionSignal();
    private final InterruptibleWait waits = new InterruptibleWait();
    private final Thread thread;
    private final Trouble trouble;

    // Of the thread alone.
    private boolean begun;
    private long position;
    private long saved;
    private long aheadAt = -1;
    private boolean saveDue;
    private int failures;

    private Subscription(
            Checkpoint checkpoint, EventSource source, EventFilter filter, EventHandler handler) {
        this.checkpoint = checkpoint;
        this.source = source;
        this.filter = filter;
        this.handler = handler;
        this.trouble = new Trouble(LOG, "subscription %s fails".formatted(checkpoint.name()));
        this.thread =
                Thread.ofVirtual().name("subscription " + checkpoint.name()).unstarted(this::run);
    }

    /** Begins after a position, and remembers nothing. */
    public static Subscription startAfter(
            long position, EventSource source, EventFilter filter, EventHandler handler) {
        Checkpoints.require("unnamed", position, position);
        var unnamed = new Checkpoint(new Unremembered(position), "unnamed");
        return resume(unnamed, source, filter, handler);
    }

    /** Begins where the checkpoint is, and moves it along. */
    public static Subscription resume(
            Checkpoint checkpoint, EventSource source, EventFilter filter, EventHandler handler) {
        var subscription = new Subscription(checkpoint, source, filter, handler);
        subscription.thread.start();
        return subscription;
    }

    /** Everything up to here was handled, or did not match. */
    public PositionSignal handled() {
        return handled;
    }

    /** Why the newest attempt failed; empty when all is well. */
    public Optional<String> lastError() {
        return trouble.reason();
    }

    private void run() {
        while (!waits.isClosed()) {
            try {
                boolean worked = step();
                failures = 0;
                trouble.over();
                if (!worked) {
                    waits.run(() -> source.committed().await(position + 1, POLL_EVERY));
                }
            } catch (Throwable e) {
                // An Error too: a thread that is gone without a word would be worse.
                failed(e);
            }
        }
        saveLast();
    }

    /**
     * @return false at the end of the log
     */
    private boolean step() throws Exception {
        begin();
        commitPosition();
        if (source.committed().position() <= position) {
            return false;
        }
        var page = source.read(filter, position, handler.batchMax());
        if (page.upTo() <= position) {
            throw new StoreException("the log has nothing after %d any more".formatted(position));
        }
        if (!page.events().isEmpty()) {
            handler.handle(page.events());
        }
        position = page.upTo();
        saveDue = !page.events().isEmpty() || position - saved >= UNSAVED_MAX;
        commitPosition();
        return true;
    }

    private void begin() {
        if (!begun) {
            long start = checkpoint.load();
            requireReached(start);
            saved = start;
            position = start;
            begun = true;
        }
    }

    private void requireReached(long start) {
        boolean reached = start <= source.committed().position() || start <= source.lastPosition();
        if (!reached || start == aheadAt) {
            aheadAt = start;
            throw new StoreException(
                    "%s is at %d, ahead of the log: it was taken back, or is another one"
                            .formatted(checkpoint.name(), start));
        }
    }

    /** If this fails, the events are not handled again: it is tried again before the next. */
    private void commitPosition() {
        if (saveDue) {
            save();
            saveDue = false;
        }
        handled.advance(position);
    }

    private void save() {
        while (saved < position && !checkpoint.advance(saved, position)) {
            // Ours after all, if the answer was lost; or somebody else's.
            saved = checkpoint.load();
        }
        if (saved > position) {
            LOG.log(Level.WARNING, "checkpoint {0} is moved by another too", checkpoint.name());
            position = saved;
            waits.run(() -> Thread.sleep(CONTESTED_PAUSE));
        }
        saved = position;
    }

    private void failed(Throwable e) {
        trouble.failed(e);
        long millis = PAUSE_FIRST.toMillis() << Math.min(failures++, DOUBLINGS_MAX);
        waits.run(() -> Thread.sleep(millis));
    }

    private void saveLast() {
        try {
            save();
        } catch (RuntimeException e) {
            var what = "checkpoint %s is not saved: ".formatted(checkpoint.name());
            LOG.log(Level.WARNING, what + e.getMessage());
            LOG.log(Level.DEBUG, what, e);
        }
    }

    /** Finishes the batch at hand and stops. The handler itself may call it. */
    @Override
    public void close() {
        waits.close();
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Unremembered(long start) implements Checkpoints {

        @Override
        public long load(String name) {
            return start;
        }

        @Override
        public boolean advance(String name, long from, long to) {
            return true;
        }
    }
}
