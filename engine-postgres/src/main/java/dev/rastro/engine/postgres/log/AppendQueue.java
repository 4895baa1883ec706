package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.Impatience;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;

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
 * Where appends wait for the one thread that commits them. They are planned as they come, by those
 * who bring them, on the batch that is being committed meanwhile: when that is done, the next is
 * ready to be written, and while it is, the {@link Answering} tells everybody of the one before.
 * Bounded: when it is full, callers wait; who has waited too long is refused, and nothing of it is
 * written. Everybody is answered in the end, if need be by the {@link Impatience} of the queue: a
 * timer per append would cost more than the append.
 */
final class AppendQueue implements AutoCloseable {

    private static final Logger LOG = System.getLogger(AppendQueue.class.getName());

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

    /** What the thread that commits or the one that answers died of; null while all is well. */
    private volatile @Nullable Throwable death;

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
        while (!closed && death == null && gathering.appends.size() + later.size() >= capacity) {
            if (nanos <= 0) {
                throw new StoreBusyException("more appends wait than the store takes");
            }
            nanos = room.awaitNanos(nanos);
        }
        if (death != null) {
            throw new StoreException("the appender died; nothing was written", death);
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
            die(e);
        } finally {
            answering.close();
            appender.close();
        }
    }

    /** Null when the queue is closed and empty, or nobody is there to serve it. */
    private @Nullable Gathering take() {
        lock.lock();
        try {
            while (death != null || gathering.appends.isEmpty()) {
                if (death != null || closed) {
                    return null;
                }
                arrived.awaitUninterruptibly();
            }
            var taken = gathering;
            underWay.addLast(taken);
            gathering = new Gathering(taken.plan == null ? null : taken.plan.next());
            while (!later.isEmpty() && gathering.hasRoom()) {
                gathering.add(later.getFirst());
                later.removeFirst();
            }
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Answers those that were submitted before that time. What becomes of them is not known. */
    private void giveUp(long submittedBefore) {
        var overdue = unanswered();
        overdue.removeIf(append -> submitted(append) - submittedBefore >= 0);
        Pending.fail(overdue, new StoreException("no answer in time; the outcome is unknown"));
    }

    /** Nobody is left waiting, and from now on nobody is let in. */
    private void die(Throwable cause) {
        death = cause;
        LOG.log(Level.ERROR, "nothing can be appended any more", cause);
        var unknown = new StoreException("the appender died; the outcome is unknown", cause);
        Pending.fail(unanswered(), unknown);
        lock.lock();
        try {
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> unanswered() {
        var appends = new ArrayList<Pending>();
        lock.lock();
        try {
            underWay.forEach(batch -> appends.addAll(batch.appends));
            appends.addAll(gathering.appends);
            appends.addAll(later);
        } finally {
            lock.unlock();
        }
        return appends;
    }

    private long submitted(Pending append) {
        return append.deadlineNanos() - deadline.toNanos();
    }

    private void commit(Gathering batch) {
        var plan = batch.plan;
        if (plan == null || batch.appends.getFirst().isLate()) {
            commitByAsking(batch, refuseLate(batch.appends));
        } else if (appender.tryWrite(plan)) {
            boolean moreToDo = becameFact(plan);
            answering.run(moreToDo, () -> answer(batch, plan));
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

    private void answer(Gathering batch, Batch plan) {
        try {
            appender.settle(plan);
            answered(batch);
        } catch (Throwable e) {
            die(e);
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

    private static List<Pending> refuseLate(List<Pending> appends) {
        var late = new ArrayList<Pending>();
        var inTime = new ArrayList<Pending>();
        appends.forEach(append -> (append.isLate() ? late : inTime).add(append));
        Pending.fail(late, new StoreBusyException("the append waited too long for its turn"));
        return inTime;
    }

    /** Why nothing can be appended any more; empty while all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(death).map(cause -> "the appender died of " + cause);
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
