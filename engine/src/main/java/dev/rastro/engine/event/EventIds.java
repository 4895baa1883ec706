package dev.rastro.engine.event;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * UUIDv7 (RFC 9562, section 5.7), strictly increasing within one instance, also when the clock
 * stands still or goes back: the 12 bits after the time are a counter (method 1 of section 6.2)
 * that borrows from the next millisecond when it is full. The last 62 bits are random, so that ids
 * of several nodes do not meet.
 */
public final class EventIds implements Supplier<UUID> {

    private static final int COUNTER_BITS = 12;
    private static final int DRAWN_BYTES = 4_096;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3fff_ffff_ffff_ffffL;

    private final InstantSource clock;
    private final Random random;

    private final ByteBuffer drawn = ByteBuffer.allocate(DRAWN_BYTES).limit(0);

    /** Milliseconds since 1970, shifted left by the counter's bits, plus the counter. */
    private final AtomicLong last = new AtomicLong();

    public EventIds(InstantSource clock) {
        this(clock, new SecureRandom());
    }

    EventIds(InstantSource clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long now = clock.millis() << COUNTER_BITS;
        long stamp = last.updateAndGet(previous -> Math.max(previous + 1, now));
        long millis = stamp >>> COUNTER_BITS;
        long counter = stamp & ((1L << COUNTER_BITS) - 1);
        return new UUID(millis << 16 | 0x7000L | counter, VARIANT | (nextRandom() & RANDOM_MASK));
    }

    /** Secure randomness is dear by the call and cheap by the byte. */
    private synchronized long nextRandom() {
        if (!drawn.hasRemaining()) {
            random.nextBytes(drawn.array());
            drawn.clear();
        }
        return drawn.getLong();
    }
}
