package dev.rastro.bank.demo.town;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** The same numbers from the same seed, on every machine. */
final class SeededRandom {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_MASK = 0x3fff_ffff_ffff_ffffL;

    private final Random random;

    SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    void reseed(long seed) {
        random.setSeed(seed);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean percent(int probability) {
        return random.nextInt(100) < probability;
    }

    /** Some amount in minor units; of large ones no odd cents. */
    long amount(long least, long most) {
        long units = least + random.nextLong(most - least + 1);
        return units < 100_00 ? units : units / 5_00 * 5_00;
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** A UUID of version 7, so that ids of the demo are ordered by time as all others are. */
    UUID id(Instant at) {
        long high = at.toEpochMilli() << 16 | VERSION_7 | random.nextInt(1 << 12);
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM_MASK));
    }
}
