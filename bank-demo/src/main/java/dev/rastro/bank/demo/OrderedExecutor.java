package dev.rastro.bank.demo;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Runs many tasks at once, so that they are committed together; but tasks that share a key run one
 * after another, in the order in which they came.
 */
final class OrderedExecutor implements AutoCloseable {

    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final int parallelMax;
    private final Semaphore permits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<Void>> lastOfKey = new HashMap<>();

    private volatile @Nullable Throwable failure;

    OrderedExecutor(int parallelMax) {
        this.parallelMax = parallelMax;
        this.permits = new Semaphore(parallelMax);
    }

    /**
     * Waits for a permit, not for the task.
     *
     * @throws IllegalStateException if some task failed; nothing is begun any more
     */
    void submit(List<String> keys, Runnable task) {
        permits.acquireUninterruptibly();
        checkFailure();
        var before =
                keys.stream()
                        .map(key -> lastOfKey.getOrDefault(key, NOTHING))
                        .toArray(CompletableFuture<?>[]::new);
        var done =
                CompletableFuture.allOf(before)
                        .thenRunAsync(task, threads)
                        .whenComplete((nothing, thrown) -> {
                            if (thrown != null) {
                                failure = thrown;
                            }
                            permits.release();
                        });
        keys.forEach(key -> lastOfKey.put(key, done));
    }

    /** Waits for all that was begun. */
    void awaitAll() {
        permits.acquireUninterruptibly(parallelMax);
        permits.release(parallelMax);
        lastOfKey.clear();
        checkFailure();
    }

    private void checkFailure() {
        var thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("the demo cannot go on", thrown);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
