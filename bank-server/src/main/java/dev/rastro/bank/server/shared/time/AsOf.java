package dev.rastro.bank.server.shared.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How far a reader looks on the effective axis. Days are days in UTC, the zone of every account.
 *
 * <p>What was recorded on its own effective day takes effect when it is recorded, as does an
 * opening or a closing without a date of its own. What was recorded on another day, earlier or
 * later, has no time of day, and takes effect as its effective day begins.
 *
 * @param day the last day that is seen
 * @param until how much of that day is seen; its end for all of it
 */
public record AsOf(LocalDate day, Instant until) {

    private static final AsOf EVER = endOf(LocalDate.of(9999, 12, 31));

    /** No bound at all. */
    public static AsOf ever() {
        return EVER;
    }

    public static AsOf endOf(LocalDate day) {
        return new AsOf(day, end(day));
    }

    /** The instant itself is seen. */
    public static AsOf at(Instant instant) {
        return new AsOf(dayOf(instant), instant);
    }

    public static LocalDate dayOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    public boolean sees(LocalDate effectiveDay, Instant recordedAt) {
        if (effectiveDay.equals(day) && dayOf(recordedAt).equals(day)) {
            return !recordedAt.isAfter(until);
        }
        return !effectiveDay.isAfter(day);
    }

    /** The first instant that is no longer of the day. */
    public Instant end() {
        return end(day);
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
