package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.client.StopSignal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** So many virtual threads, each taking the next item until none is left or a stop is requested. */
record Workers(int count, StopSignal stop) {

    /** Returns when all have ended; what one of them threw stops the others and is thrown on. */
    <T> void each(Collection<T> items, Consumer<T> work) {
        var queue = new ConcurrentLinkedQueue<T>(items);
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> drain(queue, work)));
            }
        }
        rethrowFirst(running);
    }

    private <T> void drain(Queue<T> queue, Consumer<T> work) {
        try {
            for (T item = queue.poll(); item != null && !stop.isRequested(); item = queue.poll()) {
                work.accept(item);
            }
        } catch (RuntimeException | Error e) {
            stop.request();
            throw e;
        }
    }

    private static void rethrowFirst(List<Future<?>> ended) {
        for (Future<?> future : ended) {
            try {
                future.get();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted after all workers had ended", e);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException cause -> throw cause;
                    case Error cause -> throw cause;
                    case null, default -> throw new IllegalStateException(e);
                }
            }
        }
    }
}
