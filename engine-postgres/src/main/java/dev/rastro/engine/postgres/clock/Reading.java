package dev.rastro.engine.postgres.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What the database's clock said.
 *
 * @param nanos when it said so, by {@link System#nanoTime}
 * @param uptime how long the machine had been up then, if it says so
 * @param isOfThisMachine whether its clock is this machine's, as far as the addresses tell
 * @param leapt whether it said something else, and this is what it would have without a leap
 */
record Reading(
        Instant time,
        long nanos,
        Optional<Duration> uptime,
        boolean isOfThisMachine,
        boolean leapt) {

    private static final String NOW =
            """
            SELECT clock_timestamp(), inet_server_addr() IS NOT DISTINCT FROM inet_client_addr()
            """;

    static Reading take(Connection connection, Optional<Duration> uptime) throws SQLException {
        long nanos = System.nanoTime();
        try (var select = connection.prepareStatement(NOW);
                var row = select.executeQuery()) {
            row.next();
            var time = row.getObject(1, OffsetDateTime.class).toInstant();
            return new Reading(time, nanos, uptime, row.getBoolean(2), false);
        }
    }

    long ageNanos() {
        return System.nanoTime() - nanos;
    }

    Duration until(Instant now) {
        return Duration.between(time.plusNanos(ageNanos()), now);
    }

    /**
     * How much more time passed on the clock than really did. None if the database has a clock of
     * its own, which it then agrees with, or if nobody counts the time in which a machine sleeps.
     */
    Duration leapSince(Reading before) {
        return isOfThisMachine
                ? passedSince(before)
                        .map(Duration.between(before.time, time)::minus)
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    Reading asIfWithoutLeapSince(Reading before) {
        var passed = passedSince(before).orElse(Duration.ZERO);
        return new Reading(before.time.plus(passed), nanos, uptime, isOfThisMachine, true);
    }

    private Optional<Duration> passedSince(Reading before) {
        return uptime.flatMap(now -> before.uptime.map(now::minus));
    }
}
