package dev.rastro.bank.server.shared.time;

import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.engine.event.RecordedEvent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where a reader stands on both axes.
 *
 * @param version the last version of the account that is seen
 */
public record Moment(AsOf asOf, KnownAt knownAt, long version) {

    public static Moment of(AsOf asOf, KnownAt knownAt) {
        return new Moment(asOf, knownAt, Long.MAX_VALUE);
    }

    public static Moment atVersion(long version, KnownAt knownAt) {
        return new Moment(AsOf.ever(), knownAt, version);
    }

    /** The same moment, but for what takes effect on that day or later. */
    public Moment before(LocalDate day) {
        return day.isAfter(asOf.day())
                ? this
                : new Moment(AsOf.endOf(day.minusDays(1)), knownAt, version);
    }

    /** Whether the event was recorded by then, whenever it takes effect. */
    public boolean knows(RecordedEvent event) {
        var instant = knownAt.instant();
        return event.version() <= version
                && event.position() <= knownAt.position()
                && (instant == null || !event.recordedAt().isAfter(instant));
    }

    /** Leaves of the rows of {@code bank.transaction} those that are seen from here. */
    public <T> Query<T> narrow(Query<T> query) {
        query.and("position <= ?", knownAt.position());
        if (version != Long.MAX_VALUE) {
            query.and("version <= ?", version);
        }
        if (knownAt.instant() != null) {
            query.and("recorded_at <= ?", parameter(knownAt.instant()));
        }
        if (!asOf.equals(AsOf.ever())) {
            query.and("effective_date <= ?", asOf.day());
        }
        if (asOf.until().isBefore(asOf.end())) {
            query.and(
                    "NOT (effective_date = ? AND recorded_at > ? AND recorded_at < ?)",
                    asOf.day(),
                    parameter(asOf.until()),
                    parameter(asOf.end()));
        }
        return query;
    }

    public static Object parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
