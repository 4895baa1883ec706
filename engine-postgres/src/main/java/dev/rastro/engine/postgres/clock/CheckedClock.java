package dev.rastro.engine.postgres.clock;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * This machine's clock, held against the database's. That one is queried rarely, and when in doubt;
 * in between, {@link System#nanoTime} goes on from its answer, which nobody can set.
 */
public final class CheckedClock implements InstantSource {

    private static final Logger LOG = System.getLogger(CheckedClock.class.getName());
    private static final long QUERY_EVERY_NANOS = Duration.ofMinutes(10).toNanos();
    private static final String NOW = "SELECT clock_timestamp()";

    private final InstantSource clock;
    private final Duration aheadMax;
    private volatile @Nullable Reading reading;

    /** How far ahead this clock was when the database was queried; null if it was not. */
    private volatile @Nullable Duration ahead;

    /** What the database's clock said, at a time of {@link System#nanoTime}. */
    private record Reading(Instant time, long nanos) {

        long ageNanos() {
            return System.nanoTime() - nanos;
        }

        Duration until(Instant now) {
            return Duration.between(time.plusNanos(ageNanos()), now);
        }
    }

    /**
     * @param aheadMax how far this clock may be ahead of the database's
     */
    public CheckedClock(InstantSource clock, Duration aheadMax) {
        this.clock = clock;
        this.aheadMax = aheadMax;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    /**
     * Whether the time is not too far ahead, by what is known of the database's clock. Without a
     * query; false also if too little is known.
     */
    public boolean allows(Instant time) {
        var known = reading;
        return known != null && known.until(time).compareTo(aheadMax) <= 0;
    }

    /** Whether this clock is not too far ahead, by the database's word if need be. */
    public boolean isRight(Connection connection) throws SQLException {
        var known = reading;
        if (known == null || known.ageNanos() > QUERY_EVERY_NANOS || !allows(instant())) {
            reading = query(connection);
        }
        boolean isRight = allows(instant());
        report(isRight);
        return isRight;
    }

    private static Reading query(Connection connection) throws SQLException {
        long nanos = System.nanoTime();
        try (var select = connection.prepareStatement(NOW);
                var row = select.executeQuery()) {
            row.next();
            return new Reading(row.getObject(1, OffsetDateTime.class).toInstant(), nanos);
        }
    }

    private synchronized void report(boolean isRight) {
        var known = reading;
        if (isRight || known == null) {
            ahead = null;
            return;
        }
        if (ahead == null) {
            LOG.log(Level.ERROR, describe(known.until(instant())));
        }
        ahead = known.until(instant());
    }

    /** Why nothing is recorded by this clock; empty while it is right, as far as is known. */
    public Optional<String> lastError() {
        var known = ahead;
        return known == null || allows(instant()) ? Optional.empty() : Optional.of(describe(known));
    }

    private static String describe(Duration ahead) {
        return "this machine's clock is %d s ahead of the database's".formatted(ahead.toSeconds());
    }
}
