package dev.rastro.engine.command;

import dev.rastro.engine.command.CommandContext.Precondition;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Conflict;
import dev.rastro.engine.store.AppendResult.Duplicate;
import dev.rastro.engine.store.Distribution;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.SnapshotStore;
import dev.rastro.engine.store.StoreException;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Load, decide, append; on a conflict, decide again on the fresh state.
 *
 * <p>Nothing is answered before it is durable, refusals included: a refusal is submitted as an
 * append without events, which holds only if the state that it was decided on became fact.
 *
 * <p><b>States.</b> The cache has a slot for each of the newest streams. A slot is <i>empty</i>, or
 * <i>loaded</i> (its state is durable), or <i>ahead</i> (its state contains events of appends that
 * are still in flight), or <i>discarded</i> (one of those appends did not hold, so the slot is
 * never used again, and the next command makes a new one). No slot is trusted: every append asserts
 * the versions, and while a slot is ahead the id of the last event, that it was decided on. So when
 * an append fails, everything that was built on it fails with a conflict and is decided again; and
 * several processes on one log stay correct.
 *
 * <p><b>Who runs what.</b> The caller's thread does it all: it locks the slots of the entities that
 * the decider names, loads what is empty, decides, encodes, submits the append, lets the slots run
 * ahead, unlocks, and only then waits for the store. On a conflict it discards the slots, pauses at
 * random and begins anew. A thread of its own saves snapshots of durable states.
 *
 * <p><b>Locks.</b> Each slot has one, and they are taken in the order of stream names, so two
 * commands never wait for each other. They are held from loading to submitting, not while the
 * append commits: the next command on the same entity builds on what this one left, and a hot
 * entity costs no more waiting than a cold one. Only a store that is full makes a command wait with
 * locks held.
 */
public final class CommandHandler implements AutoCloseable {

    private static final int ATTEMPTS_MAX = 100;
    private static final int BACKOFF_MILLIS_MAX = 32;

    private final EventStore store;
    private final Codecs codecs;
    private final Settings settings;
    private final StateLoader loader;
    private final Snapshots snapshots;
    private final StateCache cache;

    /**
     * @param clock gives the time of decisions
     * @param eventIds gives each event its id, such as {@code EventIds}
     * @param statesKept how many states to keep in memory
     * @param snapshotEvery after how many events of a stream its state is saved
     */
    public record Settings(
            InstantSource clock, Supplier<UUID> eventIds, int statesKept, int snapshotEvery) {

        public static Settings of(InstantSource clock, Supplier<UUID> eventIds) {
            return new Settings(clock, eventIds, 100_000, 100);
        }
    }

    /**
     * Since the start.
     *
     * @param cacheHits states that were in memory
     * @param loads states that were not
     * @param snapshotHits loads that began with a snapshot
     * @param eventsReplayed by all loads
     * @param eventsPerSecond of the newest loads; 0 before the first
     */
    public record Stats(
            long cacheHits,
            long loads,
            long snapshotHits,
            long eventsReplayed,
            double eventsPerSecond) {}

    public CommandHandler(
            EventStore store, SnapshotStore snapshots, Codecs codecs, Settings settings) {
        this.store = store;
        this.codecs = codecs;
        this.settings = settings;
        this.loader = new StateLoader(store, snapshots, codecs);
        this.snapshots = new Snapshots(snapshots, settings.snapshotEvery());
        this.cache = new StateCache(settings.statesKept());
    }

    /**
     * Decides on the entities' current state and records the outcome. When this returns, the
     * outcome is durable.
     *
     * @throws TooMuchContentionException if other processes won every attempt; nothing was written
     * @throws dev.rastro.engine.store.StoreBusyException if the store has too much to do; nothing
     *     was written
     * @throws StoreException if the store is out of order: whether the command happened is unknown,
     *     and sending it again under the same idempotency key is safe
     */
    public <C, R> Handled<R> handle(
            JointDecider<C, R> decider, C command, CommandContext<R> context) {
        for (int attempt = 1; ; attempt++) {
            var tried = tryOnce(decider, command, context);
            switch (await(tried)) {
                case Appended appended -> {
                    tried.work.offerSnapshots(snapshots);
                    return tried.handled.apply(appended.position());
                }
                case Duplicate(RecordedReceipt first) -> {
                    tried.work.discard();
                    return replay(first, context.idempotency().orElseThrow());
                }
                case Conflict(var stream, long actual) -> {
                    tried.work.discard();
                    if (attempt == ATTEMPTS_MAX) {
                        throw new TooMuchContentionException(stream, attempt);
                    }
                    backOff(attempt);
                }
            }
        }
    }

    public Stats stats() {
        return loader.stats().read();
    }

    /** How long it took to build each state that was not in memory. */
    public Distribution loadMicros() {
        return loader.stats().micros();
    }

    /** The newest state that this process knows of; its last events may not be durable yet. */
    public <S, E> S newest(Entity<S, E> entity) {
        try (var work = lock(List.of(entity))) {
            return work.of(entity);
        }
    }

    /**
     * @param handled what it means, at that position, that the append holds
     */
    private record Tried<R>(
            WorkingSet work,
            CompletableFuture<AppendResult> result,
            LongFunction<Handled<R>> handled) {}

    private <C, R> Tried<R> tryOnce(
            JointDecider<C, R> decider, C command, CommandContext<R> context) {
        try (var work = lock(decider.entities(command))) {
            // First, since what cannot even be decided is refused whatever the version.
            var decision = decider.decide(command, work);
            var mismatch = context.onlyIf().flatMap(condition -> mismatch(work, condition));
            if (mismatch.isPresent()) {
                long actual = mismatch.get();
                return submit(
                        work, context, Optional.empty(), any -> refuseVersion(actual, context));
            }
            return switch (decision) {
                case Accepted<Change<?>, R>(var changes) -> accept(work, context, changes);
                case Rejected<Change<?>, R>(var reason) -> {
                    var receipt = context.idempotency().map(once -> once.ofRejected(reason));
                    yield submit(
                            work,
                            context,
                            receipt,
                            position ->
                                    new Handled.Rejected<>(
                                            reason, position, receipt.map(Receipt::answer)));
                }
            };
        }
    }

    private <R> Tried<R> accept(
            WorkingSet work, CommandContext<R> context, List<Change<?>> changes) {
        var now = settings.clock().instant();
        changes.forEach(change -> work.apply(change, now));
        var after = work.after();
        var receipt = context.idempotency().map(once -> once.ofAccepted(after));
        return submit(
                work,
                context,
                receipt,
                position -> new Handled.Accepted<>(after, position, receipt.map(Receipt::answer)));
    }

    /** The next decisions build on this one from now on. */
    private <R> Tried<R> submit(
            WorkingSet work,
            CommandContext<R> context,
            Optional<Receipt> receipt,
            LongFunction<Handled<R>> handled) {
        var parts = work.parts(settings.eventIds(), context.metadata());
        var result = store.submit(new Append(parts, receipt));
        work.keep();
        return new Tried<>(work, result, handled);
    }

    /**
     * A command that was executed before is replayed, even though the version has moved since. That
     * it has is a fact by now, so the command can only have been executed before, and its receipt
     * is there; while the version was moved by an append that was under way, it might not have
     * been.
     */
    private <R> Handled<R> refuseVersion(long actualVersion, CommandContext<R> context) {
        return context.idempotency()
                .flatMap(once ->
                        store.findReceipt(once.key())
                                .map(first -> CommandHandler.<R>replay(first, once)))
                .orElseGet(() -> new Handled.VersionMismatch<>(actualVersion));
    }

    private static Optional<Long> mismatch(WorkingSet work, Precondition condition) {
        long actual = work.versionOf(condition.entity());
        return actual == condition.version() ? Optional.empty() : Optional.of(actual);
    }

    private WorkingSet lock(List<Entity<?, ?>> entities) {
        return WorkingSet.lock(entities, cache, loader, codecs);
    }

    private static AppendResult await(Tried<?> tried) {
        try {
            return StoreException.await(tried.result());
        } catch (StoreException e) {
            tried.work().discard();
            throw e;
        }
    }

    private static <R> Handled<R> replay(RecordedReceipt first, Idempotency<R> once) {
        return first.receipt().fingerprint().equals(once.fingerprint())
                ? new Handled.Replayed<>(first)
                : new Handled.KeyReused<>(first);
    }

    /** Random, so that processes that met once do not meet again. */
    private static void backOff(int attempt) {
        int millisMax = Math.min(BACKOFF_MILLIS_MAX, 1 << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(millisMax));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted; the command was not executed", e);
        }
    }

    /** Stops writing snapshots. Commands may still be handled. */
    @Override
    public void close() {
        snapshots.close();
    }
}
