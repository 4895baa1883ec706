package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.StoreBusyException;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Where appends wait for the one thread that commits them. Bounded: when it is full, callers wait;
 * who has waited too long is refused, and nothing of it is written.
 */
final class AppendQueue implements AutoCloseable {

    private static final Logger LOG = System.getLogger(AppendQueue.class.getName());

    /** Bounds of a batch, so that one commit stays short. A larger append goes alone. */
    private static final int BATCH_APPENDS_MAX = 1_024;

    private static final int BATCH_BYTES_MAX = 4 << 20;

    private static final Pending STOP =
            new Pending(new Append(List.of(), Optional.empty()), new CompletableFuture<>(), 0, 0);

    private final Appender appender;
    private final BlockingQueue<Pending> waiting;
    private final Duration deadline;
    private final Thread thread;
    private final Distribution batchSizes = new Distribution();
    private final Distribution latencyMicros = new Distribution();
    private volatile boolean closed;

    AppendQueue(Appender appender, int capacity, Duration deadline) {
        this.appender = appender;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.deadline = deadline;
        this.thread = Thread.ofPlatform().name("appender").daemon().start(this::run);
    }

    CompletableFuture<AppendResult> submit(Append append) {
        var pending = Pending.of(append, System.nanoTime() + deadline.toNanos());
        if (closed) {
            throw new StoreBusyException("the store is closed");
        }
        try {
            if (!waiting.offer(pending, deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreBusyException("more appends wait than the store takes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreBusyException("interrupted before the append was queued");
        }
        if (closed && waiting.remove(pending)) {
            throw new StoreBusyException("the store is closed");
        }
        return pending.result();
    }

    private void run() {
        try {
            while (true) {
                var batch = take();
                commit(batch.appends);
                if (batch.last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "appender interrupted", e);
        } finally {
            appender.close();
        }
    }

    private void commit(List<Pending> appends) {
        var live = new ArrayList<Pending>(appends.size());
        for (var append : appends) {
            if (append.deadlineNanos() - System.nanoTime() < 0) {
                var late = new StoreBusyException("the append waited too long for its turn");
                append.result().completeExceptionally(late);
            } else {
                live.add(append);
            }
        }
        if (!live.isEmpty()) {
            appender.commit(live);
            measure(live);
        }
    }

    private void measure(List<Pending> committed) {
        batchSizes.record(committed.size());
        long now = System.nanoTime();
        for (var append : committed) {
            long submitted = append.deadlineNanos() - deadline.toNanos();
            latencyMicros.record((now - submitted) / 1_000);
        }
    }

    /** In appends. */
    Distribution batchSizes() {
        return batchSizes;
    }

    /** From being submitted to being answered. */
    Distribution latencyMicros() {
        return latencyMicros;
    }

    private static final class Taken {
        final List<Pending> appends = new ArrayList<>();
        int bytes;
        boolean last;

        boolean isFull() {
            return last || appends.size() >= BATCH_APPENDS_MAX || bytes >= BATCH_BYTES_MAX;
        }

        @SuppressWarnings("ReferenceEquality") // There is one STOP.
        void add(Pending pending) {
            if (pending == STOP) {
                last = true;
            } else {
                appends.add(pending);
                bytes += pending.weight();
            }
        }
    }

    private Taken take() throws InterruptedException {
        var taken = new Taken();
        taken.add(waiting.take());
        Pending next = waiting.peek();
        while (next != null && !taken.isFull()) {
            taken.add(waiting.take());
            next = waiting.peek();
        }
        return taken;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            waiting.put(STOP);
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
