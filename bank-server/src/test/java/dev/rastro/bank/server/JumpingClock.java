package dev.rastro.bank.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A time that stands still until a test moves it on. */
public final class JumpingClock implements InstantSource {

    private final AtomicReference<Instant> now;

    public JumpingClock(String day) {
        this.now = new AtomicReference<>(noonOf(day));
    }

    private static Instant noonOf(String day) {
        return LocalDate.parse(day)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(Duration.ofHours(12));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    public void jumpTo(String day) {
        now.set(noonOf(day));
    }
}
