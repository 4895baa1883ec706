package dev.rastro.engine.testkit;

import dev.rastro.engine.subscription.Checkpoints;

import java.util.HashMap;
import java.util.Map;

/** Checkpoints in a map. */
public final class InMemoryCheckpoints implements Checkpoints {

    private final Map<String, Long> positions = new HashMap<>();

    @Override
    public synchronized long load(String name) {
        Checkpoints.require(name, 0, 0);
        return positions.getOrDefault(name, 0L);
    }

    @Override
    public synchronized boolean advance(String name, long from, long to) {
        Checkpoints.require(name, from, to);
        if (load(name) != from) {
            return false;
        }
        positions.put(name, to);
        return true;
    }
}
