package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.subscription.EventHandler;
import dev.rastro.engine.subscription.Subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A handler that remembers what it got. */
final class Seen implements EventHandler {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int batchMax;
    private final EventHandler first;
    private final List<Long> positions;
    private int largest;

    Seen(int batchMax) {
        this(batchMax, events -> {}, new ArrayList<>());
    }

    private Seen(int batchMax, EventHandler first, List<Long> positions) {
        this.batchMax = batchMax;
        this.first = first;
        this.positions = positions;
    }

    /** The same memory, for events that another handler has taken. */
    Seen after(EventHandler other) {
        return new Seen(batchMax, other, positions);
    }

    @Override
    public void handle(List<RecordedEvent> events) throws Exception {
        first.handle(events);
        synchronized (positions) {
            largest = Math.max(largest, events.size());
            events.forEach(event -> positions.add(event.position()));
        }
    }

    @Override
    public int batchMax() {
        return batchMax;
    }

    List<Long> positions() {
        synchronized (positions) {
            return List.copyOf(positions);
        }
    }

    int largest() {
        synchronized (positions) {
            return largest;
        }
    }

    /** Waits until the subscription says that it is in trouble. */
    static void awaitTrouble(Subscription subscription, String what) {
        await(what, () -> subscription.lastError().orElse("").contains(what));
    }

    /** Waits until the subscription says that all is well again. */
    static void awaitNoTrouble(Subscription subscription) {
        await("no trouble", () -> subscription.lastError().isEmpty());
    }

    private static void await(String what, BooleanSupplier happened) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(patience);
            Thread.onSpinWait();
        }
    }

    /** Waits until the subscription is so far. */
    static void await(Subscription subscription, long position) {
        try {
            assertThat(subscription.handled().await(position, PATIENCE))
                    .as("at %d of %d", subscription.handled().position(), position)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
