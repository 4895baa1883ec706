package dev.rastro.engine.postgres.log;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Completes the results of appends, batch after batch, while the thread that commits goes on. It
 * falls behind by a few batches at most and then makes that thread wait, which is the only one to
 * use it.
 */
final class CompletionDispatcher implements AutoCloseable {

    private static final int BATCHES_MAX = 2;

    private final Semaphore free = new Semaphore(BATCHES_MAX);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("completions").daemon().factory());

    /**
     * Runs after all that came before: at once, unless the caller has more to do; waking another
     * thread would only keep a lone append waiting.
     */
    void run(boolean moreToDo, Runnable completion) {
        if (!moreToDo && free.availablePermits() == BATCHES_MAX) {
            completion.run();
            return;
        }
        free.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                completion.run();
            } finally {
                free.release();
            }
        });
    }

    /** Waits until all has run. */
    void drain() {
        free.acquireUninterruptibly(BATCHES_MAX);
        free.release(BATCHES_MAX);
    }

    /** Runs what there is to run. */
    @Override
    public void close() {
        thread.close();
    }
}
