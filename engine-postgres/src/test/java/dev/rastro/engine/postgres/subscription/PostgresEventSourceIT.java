package dev.rastro.engine.postgres.subscription;

import dev.rastro.engine.testkit.EventSourceContract;
import dev.rastro.engine.testkit.SampleLog;

import org.junit.jupiter.api.AfterEach;

class PostgresEventSourceIT extends EventSourceContract {

    private final PostgresLogs logs = new PostgresLogs();

    @Override
    protected SampleLog emptyLog() {
        return logs.open();
    }

    @Override
    protected SampleLog seenAnew(SampleLog log) {
        return logs.open();
    }

    @AfterEach
    void close() {
        logs.close();
    }
}
