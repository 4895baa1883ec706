package dev.rastro.engine.postgres.subscription;

import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.testkit.SampleLog;
import dev.rastro.engine.testkit.SubscriptionTroubleContract;

import org.junit.jupiter.api.AfterEach;

class PostgresSubscriptionTroubleIT extends SubscriptionTroubleContract {

    private final PostgresLogs logs = new PostgresLogs();

    @Override
    protected SampleLog emptyLog() {
        return logs.open();
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
