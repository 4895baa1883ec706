package dev.rastro.engine.command;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.SnapshotStore;
import dev.rastro.engine.store.SnapshotStore.Snapshot;
import dev.rastro.engine.store.Trouble;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Saves the state of a stream each time it grows past a multiple of some number of events, on a
 * thread of its own. When that thread cannot keep up, snapshots are left out: they are only an
 * optimisation.
 */
final class Snapshots implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Snapshots.class.getName());
    private static final int WAITING_MAX = 1_000;

    private final SnapshotStore store;
    private final int everyEvents;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Trouble trouble =
            new Trouble(LOG, "snapshots are not saved, nothing is lost but speed");
    private final Thread writer;
    private volatile boolean closed;

    Snapshots(SnapshotStore store, int everyEvents) {
        if (everyEvents < 1) {
            throw new IllegalArgumentException(
                    "a snapshot every %d events?".formatted(everyEvents));
        }
        this.store = store;
        this.everyEvents = everyEvents;
        this.writer = Thread.ofVirtual().name("snapshots").start(this::run);
    }

    boolean isDue(long versionBefore, long versionAfter) {
        return versionBefore / everyEvents < versionAfter / everyEvents;
    }

    /** Call only with a state whose last event is durable. */
    void offer(StreamName stream, Supplier<Snapshot> snapshot) {
        boolean unusedWhenFull = waiting.offer(() -> store.save(stream, snapshot.get()));
    }

    private void run() {
        try {
            while (!closed) {
                save(waiting.take());
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "interrupted; what waits is not needed", e);
        }
    }

    private void save(Runnable snapshot) {
        try {
            snapshot.run();
            trouble.over();
        } catch (Throwable e) {
            trouble.failed(e);
        }
    }

    /** Finishes the snapshot at hand and leaves the others out. */
    @Override
    public void close() {
        closed = true;
        waiting.clear();
        try {
            waiting.put(() -> {});
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
