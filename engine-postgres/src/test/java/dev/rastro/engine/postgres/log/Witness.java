package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventHandler;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Remembers which positions it saw, and what was wrong with their order. */
final class Witness implements EventHandler {

    /** What a reader did wrong. */
    record Verdict(int skipped, int outOfOrder, int doubled) {
        static final Verdict CLEAN = new Verdict(0, 0, 0);
    }

    private final EventFilter filter;
    private final Random random;
    private final BitSet seen = new BitSet();
    private int last;
    private int outOfOrder;
    private int doubled;

    Witness(EventFilter filter, long seed) {
        this.filter = filter;
        this.random = new Random(seed);
    }

    EventFilter filter() {
        return filter;
    }

    /** Sometimes slow, and sometimes it fails before it has taken anything. */
    @Override
    public void handle(List<RecordedEvent> events) {
        if (random.nextInt(300) == 0) {
            throw new IllegalStateException("a whim");
        }
        if (random.nextInt(10) == 0) {
            LockSupport.parkNanos(random.nextInt(5_000_000));
        }
        events.forEach(event -> saw(event.position()));
    }

    @Override
    public int batchMax() {
        return 200;
    }

    synchronized void saw(long position) {
        int at = Math.toIntExact(position);
        if (seen.get(at)) {
            doubled++;
        } else if (at < last) {
            outOfOrder++;
        }
        seen.set(at);
        last = Math.max(last, at);
    }

    synchronized Verdict verdict(BitSet expected) {
        var skipped = (BitSet) expected.clone();
        skipped.andNot(seen);
        return new Verdict(skipped.cardinality(), outOfOrder, doubled);
    }

    synchronized BitSet seen() {
        return (BitSet) seen.clone();
    }
}
