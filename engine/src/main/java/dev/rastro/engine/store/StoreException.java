package dev.rastro.engine.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The store is out of order. What was asked of it may or may not have happened. */
public class StoreException extends RuntimeException {

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Waits for a result; a failure is thrown as the {@code StoreException} that it is. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw new StoreException("append failed", e.getCause() == null ? e : e.getCause());
        }
    }
}
