package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An append in the queue, and whoever waits for it. */
record Pending(
        Append append, CompletableFuture<AppendResult> result, int weight, long deadlineNanos) {

    static Pending of(Append append, long deadlineNanos) {
        int weight = append.receipt().map(receipt -> receipt.answer().size()).orElse(0);
        for (var part : append.parts()) {
            for (var event : part.events()) {
                weight += event.payload().size();
            }
        }
        return new Pending(append, new CompletableFuture<>(), weight, deadlineNanos);
    }

    boolean isLate() {
        return deadlineNanos - System.nanoTime() < 0;
    }

    static boolean areAnswered(List<Pending> appends) {
        return appends.stream().allMatch(append -> append.result().isDone());
    }

    /**
     * @return those that still may be tried
     */
    static List<Pending> refuseLate(List<Pending> appends) {
        var late = new ArrayList<Pending>();
        var inTime = new ArrayList<Pending>();
        appends.forEach(append -> (append.isLate() ? late : inTime).add(append));
        fail(late, new StoreBusyException("the append waited too long for its turn"));
        return inTime;
    }

    static void fail(List<Pending> appends, StoreException cause) {
        appends.forEach(append -> append.result().completeExceptionally(cause));
    }

    static List<UUID> keysOf(List<Pending> appends) {
        return appends.stream()
                .map(Pending::append)
                .map(Append::receipt)
                .flatMap(Optional::stream)
                .map(Receipt::key)
                .toList();
    }
}
