package dev.rastro.engine.postgres.log;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Tells callers what became of their appends, batch after batch, while the thread that commits goes
 * on. It falls behind by a few batches at most and then makes that thread wait, which is the only
 * one to use it.
 */
final class Answering implements AutoCloseable {

    private static final int BATCHES_MAX = 2;

    private final Semaphore free = new Semaphore(BATCHES_MAX);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("answering").daemon().factory());

    /**
     * Answers after all that was to be answered before: at once, unless the caller has more to do;
     * waking another thread would only keep a lone append waiting.
     */
    void run(boolean moreToDo, Runnable answer) {
        if (!moreToDo && free.availablePermits() == BATCHES_MAX) {
            answer.run();
            return;
        }
        free.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                answer.run();
            } finally {
                free.release();
            }
        });
    }

    /** Waits until all is answered. */
    void drain() {
        free.acquireUninterruptibly(BATCHES_MAX);
        free.release(BATCHES_MAX);
    }

    /** Answers what there is to answer. */
    @Override
    public void close() {
        thread.close();
    }
}
