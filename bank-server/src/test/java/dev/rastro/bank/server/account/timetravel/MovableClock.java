package dev.rastro.bank.server.account.timetravel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Stands still until a test moves it. */
public final class MovableClock implements InstantSource {

    private final AtomicReference<Instant> now;

    public MovableClock(String start) {
        now = new AtomicReference<>(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    void set(String instant) {
        now.set(Instant.parse(instant));
    }

    public void advance(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }
}
