package dev.rastro.benchmarks.measure;

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

    double programMicrosPerUnit() {
        return cpu.program().toNanos() / 1e3 / (perSecond * seconds);
    }

    double databaseMicrosPerUnit() {
        return cpu.database().toNanos() / 1e3 / (perSecond * seconds);
    }
}
