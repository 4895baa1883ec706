package dev.rastro.bank.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Goes as fast as the story that is told, and never back. */
final class DemoClock implements InstantSource {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

    void advance(Instant to) {
        now.updateAndGet(before -> to.isAfter(before) ? to : before);
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
