package dev.rastro.engine.testkit;

import dev.rastro.engine.subscription.Checkpoints;

import java.time.InstantSource;

class InMemorySubscriptionTroubleTest extends SubscriptionTroubleContract {

    @Override
    protected SampleLog emptyLog() {
        var store = new InMemoryEventStore(InstantSource.system());
        return new SampleLog(store, store);
    }

    @Override
    protected Checkpoints emptyCheckpoints() {
        return new InMemoryCheckpoints();
    }
}
