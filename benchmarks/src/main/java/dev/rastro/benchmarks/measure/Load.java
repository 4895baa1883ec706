package dev.rastro.benchmarks.measure;

import dev.rastro.benchmarks.measure.Sample.Recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A way to ask for work, and to time it. */
public interface Load {

    /**
     * One round.
     *
     * @param seed of what the callers choose
     * @return seconds by which the rate is reckoned
     */
    double run(Recorder recorder, long seed) throws Exception;

    /** An operation that begins when it is due. */
    interface Arrival {

        /**
         * @param due when it should have begun, by {@link System#nanoTime}
         * @return the nanoseconds that count; less than none if it was refused
         */
        long run(Caller caller, long due) throws Exception;
    }

    /**
     * A fixed number of callers, each of which sends its next operation when the last one is
     * answered. What is still under way when the time is over is waited for, and not counted.
     */
    static Load closed(Contender contender, int callers, Duration time) {
        return (recorder, seed) -> {
            long end = System.nanoTime() + time.toNanos();
            var calls = new ArrayList<Callable<Long>>();
            for (int i = 0; i < callers; i++) {
                var caller = new Caller(i, seed);
                calls.add(() -> call(contender, caller, recorder, end));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var call : threads.invokeAll(calls)) {
                    long unusedTime = call.get();
                }
            }
            return time.toNanos() / 1e9;
        };
    }

    private static long call(Contender contender, Caller caller, Recorder recorder, long end)
            throws Exception {
        long before = System.nanoTime();
        while (before < end) {
            int units = contender.operation().run(caller);
            long after = System.nanoTime();
            if (after <= end) {
                recorder.answered(after - before, units);
            }
            before = after;
        }
        return before;
    }

    /**
     * Operations that begin at a fixed rate, whether or not the ones before are answered: who is
     * slow is not spared, as a loop that waits for answers would (coordinated omission).
     */
    static Load open(int perSecond, Duration time, Arrival arrival) {
        return (recorder, seed) -> {
            var failures = new ConcurrentLinkedQueue<Exception>();
            long start = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < perSecond * time.toSeconds(); i++) {
                    long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                    for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                        LockSupport.parkNanos(due - now);
                    }
                    var caller = new Caller(i, seed);
                    threads.execute(() -> {
                        try {
                            recorder.arrived(arrival.run(caller, due));
                        } catch (Exception e) {
                            failures.add(e);
                        }
                    });
                }
            }
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            return (System.nanoTime() - start) / 1e9;
        };
    }

    /** Something that is tried so many times, one after another; says what nanoseconds count. */
    static Load trials(int times, Callable<Long> trial) {
        return (recorder, seed) -> {
            recorder.withoutCosts();
            long sum = 0;
            for (int i = 0; i < times; i++) {
                long nanos = trial.call();
                recorder.answered(nanos, 1);
                sum += nanos;
            }
            return sum / 1e9;
        };
    }

    /** A piece of work that is done as a whole; says how many units it was. */
    static Load whole(Callable<Long> work) {
        return (recorder, seed) -> {
            long before = System.nanoTime();
            long units = work.call();
            long nanos = System.nanoTime() - before;
            recorder.answered(nanos, units);
            return nanos / 1e9;
        };
    }
}
