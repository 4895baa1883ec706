package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.StoreBusyException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Submits to a store, with a flaw now and then, so that a test can see whether it would notice. */
record FlawedStore(
        PostgresEventStore store, Flaw flaw, AtomicInteger count, Map<StreamName, Held> held) {

    enum Flaw {
        NONE,
        FORGETS,
        REFUSES_WHAT_IT_WRITES,
        ANSWERS_NEVER,
        LETS_OVERTAKE
    }

    /** An append that waits for its client's next one to pass. */
    record Held(Append append, CompletableFuture<AppendResult> result) {

        void settle(@Nullable AppendResult outcome, @Nullable Throwable failure) {
            boolean unusedFirst =
                    failure == null
                            ? result.complete(outcome)
                            : result.completeExceptionally(failure);
        }
    }

    private static final int EVERY = 40;

    FlawedStore(PostgresEventStore store, Flaw flaw) {
        this(store, flaw, new AtomicInteger(), new ConcurrentHashMap<>());
    }

    /** The first part of an append is for a stream that only one client writes to. */
    CompletableFuture<AppendResult> submit(Append append) {
        var own = append.parts().getFirst().stream();
        var waited = held.remove(own);
        if (waited != null) {
            var passed = store.submit(append);
            var unusedFuture =
                    store.submit(waited.append())
                            .whenComplete((result, failure) -> waited.settle(result, failure));
            return passed;
        }
        return count.incrementAndGet() % EVERY == 0 ? flawed(own, append) : store.submit(append);
    }

    private CompletableFuture<AppendResult> flawed(StreamName own, Append append) {
        return switch (flaw) {
            case NONE -> store.submit(append);
            case FORGETS ->
                    CompletableFuture.completedFuture(new Appended(append.eventCount(), List.of()));
            case REFUSES_WHAT_IT_WRITES -> {
                var unusedResult = store.submit(append);
                throw new StoreBusyException("not true");
            }
            case ANSWERS_NEVER -> new CompletableFuture<>();
            case LETS_OVERTAKE -> {
                var kept = new Held(append, new CompletableFuture<>());
                held.put(own, kept);
                yield kept.result();
            }
        };
    }
}
