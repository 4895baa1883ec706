package dev.rastro.engine.postgres.process;

import dev.rastro.engine.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends commands, and waits for their answers for a while only: one that hangs must not keep others
 * from their turn. What is given up may still take effect; the command's key makes it safe to send
 * again.
 */
final class Sender {

    private final Duration patience;

    /** Given up or not: what does not end when it is interrupted is not sent once more. */
    private final Set<Object> running = ConcurrentHashMap.newKeySet();

    Sender(Duration patience) {
        this.patience = patience;
    }

    /**
     * Sends and waits for the answer.
     *
     * @param cause what it is sent for
     * @throws StoreException if there is no answer in time
     */
    void send(Object cause, Runnable command) {
        if (!running.add(cause)) {
            throw new StoreException("what was sent earlier still has no answer");
        }
        var answer = new CompletableFuture<@Nullable Void>();
        var thread = Thread.ofVirtual().name("send").start(() -> run(cause, command, answer));
        try {
            answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new StoreException(
                    "no answer within %d s; it is sent again".formatted(patience.toSeconds()), e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for an answer", e);
        } catch (ExecutionException e) {
            throw thrownBy(e);
        }
    }

    private void run(Object cause, Runnable command, CompletableFuture<@Nullable Void> answer) {
        try {
            command.run();
            running.remove(cause);
            answer.complete(null);
        } catch (Throwable e) {
            running.remove(cause);
            answer.completeExceptionally(e);
        }
    }

    private static RuntimeException thrownBy(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new StoreException("a command could not be sent", e);
        };
    }
}
