package dev.rastro.engine.postgres.subscription;

import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.testkit.CheckpointsContract;

class PostgresCheckpointsIT extends CheckpointsContract {

    @Override
    protected Checkpoints empty() {
        return new PostgresCheckpoints(TestDatabase.withEmptyLog().asApplication());
    }
}
