package dev.rastro.engine.testkit;

import dev.rastro.engine.subscription.Checkpoints;

class InMemoryCheckpointsTest extends CheckpointsContract {

    @Override
    protected Checkpoints empty() {
        return new InMemoryCheckpoints();
    }
}
