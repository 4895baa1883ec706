package dev.rastro.benchmarks.measure;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A fixed number of callers, each of which sends its next operation when the last one is answered.
 * What is still under way when the time is over is waited for, and not counted.
 */
public final class ClosedLoop {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final Contender contender;
    private final Histogram latency = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final LongAdder done = new LongAdder();
    private final LongAdder refused = new LongAdder();

    private ClosedLoop(Contender contender) {
        this.contender = contender;
    }

    /** Who calls, how long, and how to tell what it cost. */
    public record Load(int callers, Duration time, Cpu.Meter cpu) {}

    /**
     * @param seed of what the callers choose
     */
    public static Sample run(Contender contender, Load load, long seed) throws Exception {
        return new ClosedLoop(contender).run(load, seed);
    }

    private Sample run(Load load, long seed) throws Exception {
        var cpu = load.cpu().read();
        call(contender.callers(load.callers()), load.time(), seed);
        double seconds = load.time().toNanos() / 1e9;
        return new Sample(
                done.sum() / seconds,
                refused.sum(),
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                latency.getMaxValue(),
                load.cpu().read().since(cpu),
                seconds);
    }

    private void call(int callers, Duration time, long seed) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Void>>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(loop(Caller.of(i, seed), end)));
            }
            for (var caller : running) {
                caller.get();
            }
        }
    }

    private Callable<Void> loop(Caller caller, long end) {
        return () -> {
            long before = System.nanoTime();
            while (before < end) {
                int units = contender.operate(caller);
                long after = System.nanoTime();
                if (after <= end) {
                    latency.recordValue(Math.min(LONGEST_MICROS, (after - before) / 1_000));
                    done.add(units);
                    if (units == 0) {
                        refused.increment();
                    }
                }
                before = after;
            }
            return null;
        };
    }
}
