package dev.rastro.engine.postgres.clock;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * This machine's clock, held against the database's. That one is queried rarely, and when in doubt;
 * in between, {@link System#nanoTime} goes on from its answer, which nobody can set. Where both are
 * one clock, which cannot tell that it is wrong, a leap is noticed all the same: it is held against
 * the time that the machine has been up for.
 */
public final class CheckedClock implements InstantSource {

    private static final Logger LOG = System.getLogger(CheckedClock.class.getName());
    private static final long QUERY_EVERY_NANOS = Duration.ofMinutes(10).toNanos();

    private final InstantSource clock;
    private final Duration aheadMax;
    private final Supplier<Optional<Duration>> uptime;
    private volatile @Nullable Reading reading;

    /** How far ahead this clock was when the database was queried; null if it was not. */
    private volatile @Nullable Duration ahead;

    /**
     * @param aheadMax how far this clock may be ahead of the database's
     */
    public CheckedClock(InstantSource clock, Duration aheadMax) {
        this(clock, aheadMax, Uptime::read);
    }

    /**
     * @param uptime a count that goes on while the machine sleeps; empty where there is none
     */
    public CheckedClock(
            InstantSource clock, Duration aheadMax, Supplier<Optional<Duration>> uptime) {
        this.clock = clock;
        this.aheadMax = aheadMax;
        this.uptime = uptime;
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
            learn(Reading.take(connection, uptime.get()));
        }
        boolean isRight = allows(instant());
        report(isRight);
        return isRight;
    }

    private synchronized void learn(Reading now) {
        var before = reading;
        var leap = before == null ? Duration.ZERO : now.leapSince(before);
        if (before == null || leap.abs().compareTo(aheadMax) <= 0) {
            reading = now;
            return;
        }
        if (leap.isNegative() && !before.leapt()) {
            LOG.log(
                    Level.WARNING,
                    "this machine''s clock went back by {0} s: it is wrong, or it was",
                    leap.negated().toSeconds());
        }
        reading = now.asIfWithoutLeapSince(before);
    }

    private synchronized void report(boolean isRight) {
        var known = reading;
        if (isRight || known == null) {
            ahead = null;
            return;
        }
        var now = known.until(instant());
        if (ahead == null) {
            LOG.log(Level.ERROR, describe(now, known));
        }
        ahead = now;
    }

    /** Why nothing is recorded by this clock; empty while it is right, as far as is known. */
    public Optional<String> lastError() {
        var by = ahead;
        var known = reading;
        return by == null || known == null || allows(instant())
                ? Optional.empty()
                : Optional.of(describe(by, known));
    }

    private static String describe(Duration ahead, Reading known) {
        return known.leapt()
                ? "this machine's clock is %d s ahead of the time that passed; restart if it is right"
                        .formatted(ahead.toSeconds())
                : "this machine's clock is %d s ahead of the database's"
                        .formatted(ahead.toSeconds());
    }
}
