package dev.rastro.benchmarks.measure;

import org.HdrHistogram.Histogram;

import java.util.concurrent.TimeUnit;

/**
 * Something that is tried many times, one after another, of which only a part is timed: what it
 * takes to prepare a trial is not counted.
 */
public record Trials(String name, int times, Trial trial) {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** Prepares, does it, and clears away. */
    public interface Trial {

        /**
         * @return the nanoseconds that count
         */
        long run() throws Exception;
    }

    /** Processor time cannot be told from that of the preparation. */
    Sample time(int round) throws Exception {
        var latency = new Histogram(LONGEST_MICROS, 3);
        long nanos = 0;
        for (int i = 0; i < times; i++) {
            long one = trial.run();
            latency.recordValue(Math.min(LONGEST_MICROS, one / 1_000));
            nanos += one;
        }
        double seconds = nanos / 1e9;
        return new Sample(
                times / seconds,
                0,
                latency.getValueAtPercentile(50),
                latency.getValueAtPercentile(99),
                latency.getValueAtPercentile(99.9),
                latency.getMaxValue(),
                Cpu.UNKNOWN,
                seconds);
    }
}
