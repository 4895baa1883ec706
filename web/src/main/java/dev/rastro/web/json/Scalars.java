package dev.rastro.web.json;

import dev.rastro.web.problem.Problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ValueRange;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values in strings, each in exactly one way of writing it. */
public final class Scalars {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern DATE_TEXT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern INSTANT_TEXT =
            Pattern.compile(
                    DATE_TEXT
                            + "[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                            + "([Zz]|[+-][0-9]{2}:[0-9]{2})");
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    /** Those that a date can be written in, so that every instant has a day. */
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    private Scalars() {}

    /** {@link UUID#fromString} alone also takes {@code 1-1-1-1-1}. */
    public static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    public static Optional<LocalDate> date(String text) {
        if (!DATE_TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // The year 0000 of ISO 8601 is one that PostgreSQL does not know.
            return Optional.of(LocalDate.parse(text, DATE)).filter(date -> date.getYear() > 0);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A moment as RFC 3339 writes it, with its distance from UTC. */
    public static Optional<Instant> instant(String text) {
        if (!INSTANT_TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, INSTANT).toInstant())
                    .filter(instant -> YEARS.isValidIntValue(yearOf(instant)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int yearOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).getYear();
    }

    public static Optional<Currency> currency(String text) {
        try {
            return Optional.of(Currency.getInstance(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A name as RFC 6901 writes it between the slashes of a pointer; an endless one is cut. */
    static String pointerToken(String name) {
        return Problem.quoted(name).replace("~", "~0").replace("/", "~1");
    }
}
