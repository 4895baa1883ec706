package dev.rastro.benchmarks.measure;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Operations that begin at a fixed rate, whether or not the ones before are answered: who is slow
 * is not spared, as a loop that waits for answers would (coordinated omission).
 */
public record OpenLoop(int perSecond, Duration time, Operation operation, Settling after) {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    public OpenLoop(int perSecond, Duration time, Operation operation) {
        this(perSecond, time, operation, () -> {});
    }

    /** Ends what a round has left behind, before the next begins. */
    public interface Settling {
        void run() throws Exception;
    }

    /** Something that takes time. */
    public interface Operation {

        /**
         * @param dueNanos when it should have begun, by {@link System#nanoTime}
         * @return the nanoseconds that count; less than none if it was refused
         */
        long run(SplittableRandom random, long dueNanos) throws Exception;
    }

    Sample run(Cpu.Meter meter, long seed) throws Exception {
        Histogram latency = new ConcurrentHistogram(LONGEST_MICROS, 3);
        var failures = new ConcurrentLinkedQueue<Exception>();
        var cpu = meter.read();
        long start = System.nanoTime();
        long count = perSecond * time.toSeconds();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < count; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                waitUntil(due);
                var random = new SplittableRandom(seed * 1_000_003 + i);
                threads.execute(() -> {
                    try {
                        long nanos = operation.run(random, due);
                        if (nanos >= 0) {
                            latency.recordValue(Math.min(LONGEST_MICROS, nanos / 1_000));
                        }
                    } catch (Exception e) {
                        failures.add(e);
                    }
                });
            }
        }
        if (!failures.isEmpty()) {
            throw failures.peek();
        }
        long done = latency.getTotalCount();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(
                done / seconds,
                count - done,
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                latency.getMaxValue(),
                meter.read().since(cpu),
                seconds);
    }

    private static void waitUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
