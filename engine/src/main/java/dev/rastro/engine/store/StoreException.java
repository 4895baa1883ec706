package dev.rastro.engine.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The store is out of order. What was asked of it may or may not have happened. */
public class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Waits for a result; a failure is thrown as the {@code StoreException} that it is.
     *
     * @throws StoreException also if the wait is interrupted; what is waited for may still come
     *     true
     */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw new StoreException("append failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted; the outcome is unknown", e);
        }
    }
}
