package dev.rastro.engine.postgres.log;

import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;

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
}
