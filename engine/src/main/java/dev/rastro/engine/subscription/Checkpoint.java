package dev.rastro.engine.subscription;

/** One reader's remembered place. */
public record Checkpoint(Checkpoints checkpoints, String name) {

    public Checkpoint {
        Checkpoints.require(name, 0, 0);
    }

    long load() {
        return checkpoints.load(name);
    }

    boolean advance(long from, long to) {
        return checkpoints.advance(name, from, to);
    }
}
