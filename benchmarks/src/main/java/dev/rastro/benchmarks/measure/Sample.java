package dev.rastro.benchmarks.measure;

/**
 * What one contender did in one round.
 *
 * @param perSecond acknowledged units of work
 * @param refused operations that were answered with a refusal, not counted as work
 * @param p50 latency of an operation, in microseconds, as are all that follow
 */
public record Sample(double perSecond, long refused, long p50, long p99, long p999, long max) {}
