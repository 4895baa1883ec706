package dev.rastro.engine.testkit;

import dev.rastro.engine.subscription.Checkpoints;

import java.util.concurrent.Semaphore;

/** Checkpoints that know how often they were asked. */
record CountedCheckpoints(Checkpoints kept, Semaphore loads) implements Checkpoints {

    CountedCheckpoints(Checkpoints kept) {
        this(kept, new Semaphore(0));
    }

    void awaitLoads(int more) throws InterruptedException {
        loads.drainPermits();
        loads.acquire(more);
    }

    @Override
    public long load(String name) {
        loads.release();
        return kept.load(name);
    }

    @Override
    public boolean advance(String name, long from, long to) {
        return kept.advance(name, from, to);
    }
}
