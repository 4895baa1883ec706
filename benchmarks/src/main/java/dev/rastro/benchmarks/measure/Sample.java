package dev.rastro.benchmarks.measure;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one contender did in one round.
 *
 * @param perSecond acknowledged units of work
 * @param refused operations that were answered with a refusal, not counted as work
 * @param p50 latency of an operation, in microseconds, as are all that follow
 * @param cpu of the whole round
 * @param seconds that the round took
 */
public record Sample(
        double perSecond,
        long refused,
        long p50,
        long p99,
        long p999,
        long max,
        Cpu cpu,
        double seconds) {

    /**
     * Processor time: unlike a rate, it does not depend on what else the machine does.
     *
     * @param program of this process, load included
     * @param database of the server's processes
     */
    public record Cpu(Duration program, Duration database) {

        static final Cpu UNKNOWN = new Cpu(Duration.ZERO, Duration.ZERO);

        Cpu since(Cpu earlier) {
            return new Cpu(program.minus(earlier.program), database.minus(earlier.database));
        }
    }

    double microsPerUnit(Duration cost) {
        return cost.toNanos() / 1e3 / (perSecond * seconds);
    }

    /** Takes down what happens in one round. */
    static final class Recorder {

        private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(20);

        private final Histogram latency = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final LongAdder units = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private boolean costsKnown = true;

        /** An operation was answered; without units, with a refusal. */
        void answered(long nanos, long count) {
            latency.recordValue(Math.min(LONGEST_MICROS, nanos / 1_000));
            units.add(count);
            if (count == 0) {
                refused.increment();
            }
        }

        /** An operation was answered, or refused if it took less than no time. */
        void arrived(long nanos) {
            if (nanos >= 0) {
                answered(nanos, 1);
            } else {
                refused.increment();
            }
        }

        /** Processor time is not that of the work alone. */
        void withoutCosts() {
            costsKnown = false;
        }

        Sample sample(double seconds, Cpu cpu) {
            return new Sample(
                    units.sum() / seconds,
                    refused.sum(),
                    latency.getValueAtPercentile(50),
                    latency.getValueAtPercentile(99),
                    latency.getValueAtPercentile(99.9),
                    latency.getMaxValue(),
                    costsKnown ? cpu : Cpu.UNKNOWN,
                    seconds);
        }
    }
}
