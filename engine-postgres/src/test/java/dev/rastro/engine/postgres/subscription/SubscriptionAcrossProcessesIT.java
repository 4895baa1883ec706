package dev.rastro.engine.postgres.subscription;

import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.testkit.SampleLog;
import dev.rastro.engine.testkit.SubscriptionContract;

import org.junit.jupiter.api.AfterEach;

/** The same when the events are another process's, which this one has to find. */
class SubscriptionAcrossProcessesIT extends SubscriptionContract {

    private final PostgresLogs logs = new PostgresLogs();

    @Override
    protected SampleLog emptyLog() {
        EventSource follower = logs.open().source();
        return new SampleLog(logs.open().store(), follower);
    }

    @Override
    protected Checkpoints emptyCheckpoints() {
        return logs.checkpoints();
    }

    @AfterEach
    void close() {
        logs.close();
    }
}
