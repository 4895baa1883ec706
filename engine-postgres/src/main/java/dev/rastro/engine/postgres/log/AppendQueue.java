package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.TimeoutSweeper;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where appends wait for the one thread that commits them. What comes while one batch commits is
 * the next. Bounded: when it is full, callers wait.
 *
 * <p><b>States.</b> An append is open, in the open batch or in {@code overflow}; then in flight,
 * when its batch was taken; then completed, once, by whoever comes first. A batch has a plan while
 * all in it can be judged in memory, on what the batch before leaves behind, committed or not.
 *
 * <p><b>Who runs what.</b> Callers add appends and plan them. The thread {@code appender} takes the
 * open batch, writes its plan in one statement and lets others build on it ({@link #onCommitted});
 * the {@link CompletionDispatcher} publishes it and completes its futures. On the slow path,
 * without a plan that holds, planning stops, the dispatcher is drained, and the appender works with
 * the database's help. The {@link TimeoutSweeper} completes as unknown what is too old.
 *
 * <p><b>Locks.</b> {@code lock} guards the batches, and what the appender knows of the log while
 * anything is planned on it. Never held while the database is queried or a future is completed.
 */
final class AppendQueue implements AutoCloseable {

    private static final Logger LOG = System.getLogger(AppendQueue.class.getName());

    private final Appender appender;
    private final int capacity;
    private final Duration deadline;
    private final Thread thread;
    private final CompletionDispatcher dispatcher = new CompletionDispatcher();
    private final TimeoutSweeper sweeper;
    private final Distribution batchSizes = new Distribution();
    private final Distribution latencyMicros = new Distribution();

    /** Guards what follows, and the appender's knowledge of the log while anything is planned. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private OpenBatch open = new OpenBatch(null);

    /** What was taken and is not completed, in this order. */
    private final Deque<OpenBatch> inFlight = new ArrayDeque<>();

    /** Those for whom the open batch has no room; empty while it has. */
    private final Deque<Pending> overflow = new ArrayDeque<>();

    private boolean closed;

    /** What the thread that commits or the one that answers died of; null while all is well. */
    private volatile @Nullable Throwable fatal;

    /**
     * @param deadline how long an append may wait for its turn before it is refused
     * @param answerMax after so long its outcome is called unknown, whatever keeps the appender
     */
    AppendQueue(Appender appender, int capacity, Duration deadline, Duration answerMax) {
        this.appender = appender;
        this.capacity = capacity;
        this.deadline = deadline;
        this.thread = Thread.ofPlatform().name("appender").daemon().start(this::run);
        this.sweeper = new TimeoutSweeper("timeout sweeper", answerMax, this::expire);
    }

    CompletableFuture<AppendResult> submit(Append append) {
        var pending = Pending.of(append, System.nanoTime() + deadline.toNanos());
        lock.lock();
        try {
            awaitCapacity();
            if (open.hasRoom()) {
                open.add(pending);
            } else {
                overflow.add(pending);
            }
            notEmpty.signal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreBusyException("interrupted before the append was queued");
        } finally {
            lock.unlock();
        }
        return pending.result();
    }

    private void awaitCapacity() throws InterruptedException {
        long nanos = deadline.toNanos();
        while (!closed && fatal == null && open.appends.size() + overflow.size() >= capacity) {
            if (nanos <= 0) {
                throw new StoreBusyException("more appends wait than the store takes");
            }
            nanos = notFull.awaitNanos(nanos);
        }
        if (fatal != null) {
            throw new StoreException("the appender died; nothing was written", fatal);
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
        } catch (Throwable e) {
            fail(e);
        } finally {
            dispatcher.close();
            appender.close();
        }
    }

    /** Null when the queue is closed and empty, or nobody is there to serve it. */
    private @Nullable OpenBatch take() {
        lock.lock();
        try {
            while (fatal != null || open.appends.isEmpty()) {
                if (fatal != null || closed) {
                    return null;
                }
                notEmpty.awaitUninterruptibly();
            }
            var taken = open;
            inFlight.addLast(taken);
            open = new OpenBatch(taken.plan == null ? null : taken.plan.next());
            while (!overflow.isEmpty() && open.hasRoom()) {
                open.add(overflow.getFirst());
                overflow.removeFirst();
            }
            notFull.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Answers those that were submitted before that time. What becomes of them is not known. */
    private void expire(long submittedBefore) {
        var overdue = unanswered();
        overdue.removeIf(append -> submitted(append) - submittedBefore >= 0);
        Pending.fail(overdue, new StoreException("no answer in time; the outcome is unknown"));
    }

    /** Nobody is left waiting, and from now on nobody is let in. */
    private void fail(Throwable cause) {
        fatal = cause;
        LOG.log(Level.ERROR, "nothing can be appended any more", cause);
        var unknown = new StoreException("the appender died; the outcome is unknown", cause);
        Pending.fail(unanswered(), unknown);
        lock.lock();
        try {
            notEmpty.signal();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> unanswered() {
        var appends = new ArrayList<Pending>();
        lock.lock();
        try {
            inFlight.forEach(batch -> appends.addAll(batch.appends));
            appends.addAll(open.appends);
            appends.addAll(overflow);
        } finally {
            lock.unlock();
        }
        return appends;
    }

    private long submitted(Pending append) {
        return append.deadlineNanos() - deadline.toNanos();
    }

    private void commit(OpenBatch batch) {
        var plan = batch.plan;
        if (plan == null || batch.appends.getFirst().isLate()) {
            commitSlowPath(batch, Pending.refuseLate(batch.appends));
        } else if (appender.tryWrite(plan)) {
            boolean moreToDo = onCommitted(plan);
            dispatcher.run(moreToDo, () -> complete(batch, plan));
        } else {
            commitSlowPath(batch, batch.appends);
        }
    }

    /**
     * @return whether the next batch is to be committed already
     */
    private boolean onCommitted(Batch plan) {
        lock.lock();
        try {
            appender.wrote(plan);
            if (open.plan != null) {
                open.plan.previousIsKnown();
            }
            return !open.appends.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void complete(OpenBatch batch, Batch plan) {
        try {
            appender.publishAndComplete(plan);
            recordCompletion(batch);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void recordCompletion(OpenBatch batch) {
        batchSizes.record(batch.appends.size());
        long now = System.nanoTime();
        for (var append : batch.appends) {
            latencyMicros.record((now - submitted(append)) / 1_000);
        }
        lock.lock();
        try {
            inFlight.remove(batch);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is planned meanwhile: what the appender knows of the log may change. */
    private void commitSlowPath(OpenBatch batch, List<Pending> appends) {
        plan(false);
        dispatcher.drain();
        if (!appends.isEmpty()) {
            appender.commit(appends);
        }
        recordCompletion(batch);
        plan(true);
    }

    private void plan(boolean inMemory) {
        lock.lock();
        try {
            open.plan = inMemory ? appender.planInMemory(open.appends) : null;
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing can be appended any more; empty while all is well. */
    Optional<String> lastError() {
        return Optional.ofNullable(fatal).map(cause -> "the appender died of " + cause);
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
            notEmpty.signal();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
            sweeper.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
