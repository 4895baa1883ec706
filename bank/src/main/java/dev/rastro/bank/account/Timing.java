package dev.rastro.bank.account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When something is asked, and when it is to take effect.
 *
 * @param effectiveDate the day it counts for; null for the day it is recorded
 * @param today when it is asked
 * @param latest the last day that may be named
 */
public record Timing(@Nullable LocalDate effectiveDate, LocalDate today, LocalDate latest) {

    /** Takes effect as it is recorded. */
    public static Timing now(LocalDate today) {
        return new Timing(null, today, today);
    }

    /** May take effect earlier, but not later than today. */
    public static Timing on(@Nullable LocalDate effectiveDate, LocalDate today) {
        return new Timing(effectiveDate, today, today);
    }

    /** The day in UTC, the zone of every account. */
    public static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
