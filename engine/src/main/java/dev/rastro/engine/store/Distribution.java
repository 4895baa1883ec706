package dev.rastro.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts values by their size: exactly below 16, above that in 8 classes per power of two, so that
 * a percentile is at most an eighth too high. Written by one thread at a time at no cost, read by
 * any.
 */
public final class Distribution {

    private static final int EXACT = 16;
    private static final int CLASSES_PER_POWER = 8;
    private static final int POWER_OF_EXACT = 4;

    private final AtomicLongArray counts =
            new AtomicLongArray(EXACT + CLASSES_PER_POWER * (Long.SIZE - 1 - POWER_OF_EXACT));

    /** Values of at most {@code atMost}, and of more than the range before. */
    public record Range(long atMost, long count) {}

    /** Only ever called by one thread at a time. */
    public void record(long value) {
        int index = classOf(Math.max(0, value));
        counts.setRelease(index, counts.getPlain(index) + 1);
    }

    public long count() {
        long count = 0;
        for (int i = 0; i < counts.length(); i++) {
            count += counts.getAcquire(i);
        }
        return count;
    }

    /**
     * A value that at least this share of all values does not exceed; 0 when there are none.
     *
     * @param perMille 500 for the median, 1,000 for the largest
     */
    public long percentile(int perMille) {
        long wanted = Math.max(1, (count() * perMille + 999) / 1_000);
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.getAcquire(i);
            if (seen >= wanted) {
                return largestOf(i);
            }
        }
        return 0;
    }

    /** One range per power of two, from it to before the next, without empty ones. */
    public List<Range> ranges() {
        long[] byPower = new long[Long.SIZE];
        for (int i = 0; i < counts.length(); i++) {
            byPower[powerOf(Math.max(1, largestOf(i)))] += counts.getAcquire(i);
        }
        var ranges = new ArrayList<Range>();
        for (int power = 0; power < Long.SIZE - 1; power++) {
            if (byPower[power] > 0) {
                ranges.add(new Range((1L << power) - 1 + (1L << power), byPower[power]));
            }
        }
        return ranges;
    }

    private static int powerOf(long value) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    }

    private static int classOf(long value) {
        if (value < EXACT) {
            return (int) value;
        }
        int power = powerOf(value);
        int eighth = (int) (value >>> (power - 3)) & (CLASSES_PER_POWER - 1);
        return EXACT + (power - POWER_OF_EXACT) * CLASSES_PER_POWER + eighth;
    }

    private static long largestOf(int index) {
        if (index < EXACT) {
            return index;
        }
        int power = (index - EXACT) / CLASSES_PER_POWER + POWER_OF_EXACT;
        int eighth = (index - EXACT) % CLASSES_PER_POWER;
        return ((CLASSES_PER_POWER + eighth + 1L) << (power - 3)) - 1;
    }
}
