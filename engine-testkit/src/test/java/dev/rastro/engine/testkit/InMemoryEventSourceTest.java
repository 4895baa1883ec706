package dev.rastro.engine.testkit;

import java.time.InstantSource;

class InMemoryEventSourceTest extends EventSourceContract {

    @Override
    protected SampleLog emptyLog() {
        var store = new InMemoryEventStore(InstantSource.system());
        return new SampleLog(store, store);
    }

    @Override
    protected SampleLog seenAnew(SampleLog log) {
        return log;
    }
}
