package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.Impatience;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where appends wait for the one thread that commits them. They are planned as they come, by those
 * who bring them, on the batch that is being committed meanwhile: when that is done, the next is
 * ready to be written, and while it is, the {@link Answering} tells everybody of the one before.
 * Bounded: when it is full, callers wait; who has waited too long is refused, and nothing of it is
 * written. Everybody is answered in the end, if need be by the {@link Impatience} of the queue: a
 * timer per append would cost more than the append.
 */
final class AppendQueue implements AutoCloseable {

    /** Bounds of a batch, so that one commit stays short. A larger append goes alone. */
    private static final int BATCH_APPENDS_MAX = 1_024;

    private static final int BATCH_BYTES_MAX = 4 << 20;

    private final Appender appender;
    private final int capacity;
    private final Duration deadline;
    private final Thread thread;
    private final Answering answering = new Answering();
    private final Impatience impatience;
    private final Distribution batchSizes = new Distribution();
    private final Distribution latencyMicros = new Distribution();

    /** Guards what follows, and the appender's knowledge of the log while anything is planned. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private Gathering gathering = new Gathering(null);

    /** What was taken and is not answered, in this order. */
    private final Deque<Gathering> underWay = new ArrayDeque<>();

    /** Those for whom the next batch has no room; empty while it has. */
    private final Deque<Pending> later = new ArrayDeque<>();

    private boolean closed;

    /**
     * @param deadline how long an append may wait for its turn before it is refused
     * @param answerMax after so long its outcome is called unknown, whatever keeps the appender
     */
    AppendQueue(Appender appender, int capacity, Duration deadline, Duration answerMax) {
        this.appender = appender;
        this.capacity = capacity;
        this.deadline = deadline;
        this.thread = Thread.ofPlatform().name("appender").daemon().start(this::run);
        this.impatience = new Impatience("impatience", answerMax, this::giveUp);
    }

    /** The next batch. */
    private static final class Gathering {
        final List<Pending> appends = new ArrayList<>();
        int bytes;

        /** What will be written; null when that is to be found out with the database's help. */
        @Nullable Batch plan;

        Gathering(@Nullable Batch plan) {
            this.plan = plan;
        }

        boolean hasRoom() {
            return appends.size() < BATCH_APPENDS_MAX && bytes < BATCH_BYTES_MAX;
        }

        void add(Pending pending) {
            appends.add(pending);
            bytes += pending.weight();
            if (plan != null && !plan.addIfKnown(pending)) {
                plan = null;
            }
        }
    }

    CompletableFuture<AppendResult> submit(Append append) {
        var pending = Pending.of(append, System.nanoTime() + deadline.toNanos());
        lock.lock();
        try {
            awaitRoom();
            if (gathering.hasRoom()) {
                gathering.add(pending);
            } else {
                later.add(pending);
            }
            arrived.signal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreBusyException("interrupted before the append was queued");
        } finally {
            lock.unlock();
        }
        return pending.result();
    }

    private void awaitRoom() throws InterruptedException {
        long nanos = deadline.toNanos();
        while (!closed && gathering.appends.size() + later.size() >= capacity) {
            if (nanos <= 0) {
                throw new StoreBusyException("more appends wait than the store takes");
            }
            nanos = room.awaitNanos(nanos);
        }
        if (closed) {
            throw new StoreBusyException("the store is closed");
        }
    }

    private void run() {
        try {
            for (var batch = take(); batch != null; batch = take()) {
                commit(batch);
            }
        } finally {
            answering.close();
            appender.close();
        }
    }

    /**
     * @return null when the queue is closed and empty
     */
    private @Nullable Gathering take() {
        lock.lock();
        try {
            while (gathering.appends.isEmpty()) {
                if (closed) {
                    return null;
                }
                arrived.awaitUninterruptibly();
            }
            var taken = gathering;
            underWay.addLast(taken);
            gathering = new Gathering(taken.plan == null ? null : taken.plan.next());
            while (!later.isEmpty() && gathering.hasRoom()) {
                gathering.add(later.removeFirst());
            }
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Answers those that were submitted before that time. What becomes of them is not known. */
    private void giveUp(long submittedBefore) {
        var overdue = new ArrayList<Pending>();
        lock.lock();
        try {
            underWay.forEach(batch -> overdue.addAll(batch.appends));
            overdue.addAll(gathering.appends);
            overdue.addAll(later);
        } finally {
            lock.unlock();
        }
        overdue.removeIf(append -> submitted(append) - submittedBefore >= 0);
        overdue.forEach(append ->
                append.result()
                        .completeExceptionally(
                                new StoreException("no answer in time; the outcome is unknown")));
    }

    private long submitted(Pending append) {
        return append.deadlineNanos() - deadline.toNanos();
    }

    private void commit(Gathering batch) {
        var plan = batch.plan;
        if (plan == null || isLate(batch.appends.getFirst())) {
            commitByAsking(batch, refuseLate(batch.appends));
        } else if (appender.tryWrite(plan)) {
            boolean moreToDo = becameFact(plan);
            answering.run(
                    moreToDo,
                    () -> {
                        appender.settle(plan);
                        answered(batch);
                    });
        } else {
            commitByAsking(batch, batch.appends);
        }
    }

    /**
     * @return whether the next batch is to be committed already
     */
    private boolean becameFact(Batch plan) {
        lock.lock();
        try {
            appender.wrote(plan);
            if (gathering.plan != null) {
                gathering.plan.previousIsKnown();
            }
            return !gathering.appends.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void answered(Gathering batch) {
        batchSizes.record(batch.appends.size());
        long now = System.nanoTime();
        for (var append : batch.appends) {
            latencyMicros.record((now - submitted(append)) / 1_000);
        }
        lock.lock();
        try {
            underWay.remove(batch);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is planned meanwhile: what the appender knows of the log may change. */
    private void commitByAsking(Gathering batch, List<Pending> appends) {
        plan(false);
        answering.drain();
        if (!appends.isEmpty()) {
            appender.commit(appends);
        }
        answered(batch);
        plan(true);
    }

    private void plan(boolean inMemory) {
        lock.lock();
        try {
            gathering.plan = inMemory ? appender.planInMemory(gathering.appends) : null;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isLate(Pending append) {
        return append.deadlineNanos() - System.nanoTime() < 0;
    }

    private static List<Pending> refuseLate(List<Pending> appends) {
        var live = new ArrayList<Pending>(appends.size());
        for (var append : appends) {
            if (isLate(append)) {
                var late = new StoreBusyException("the append waited too long for its turn");
                append.result().completeExceptionally(late);
            } else {
                live.add(append);
            }
        }
        return live;
    }

    /** In appends. */
    Distribution batchSizes() {
        return batchSizes;
    }

    /** From being submitted to being answered. */
    Distribution latencyMicros() {
        return latencyMicros;
    }

    /** Takes no more; those that were taken are answered first. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
            impatience.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
