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
 * Many at once, so that they are committed together; but what concerns the same account or customer
 * one after another, in the order in which it came.
 */
final class Queues implements AutoCloseable {

    private final int placesMax;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<Void>> last = new HashMap<>();

    private volatile @Nullable Throwable failure;

    Queues(int placesMax) {
        this.placesMax = placesMax;
        this.places = new Semaphore(placesMax);
    }

    /**
     * Waits for a place, not for the work.
     *
     * @throws IllegalStateException if some work failed; nothing is begun any more
     */
    void submit(List<String> inOrderOf, Runnable work) {
        places.acquireUninterruptibly();
        checkFailure();
        var before =
                inOrderOf.stream()
                        .map(id -> last.getOrDefault(id, CompletableFuture.completedFuture(null)))
                        .toArray(CompletableFuture<?>[]::new);
        var done =
                CompletableFuture.allOf(before)
                        .thenRunAsync(work, threads)
                        .whenComplete((nothing, thrown) -> {
                            if (thrown != null) {
                                failure = thrown;
                            }
                            places.release();
                        });
        inOrderOf.forEach(id -> last.put(id, done));
    }

    /** Waits for all that was begun. */
    void finish() {
        places.acquireUninterruptibly(placesMax);
        places.release(placesMax);
        last.clear();
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
