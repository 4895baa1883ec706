package dev.rastro.bank.server.shared.query;

import dev.rastro.bank.server.shared.time.AsOf;
import dev.rastro.bank.server.shared.time.KnownAt;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.store.EventStore;
import dev.rastro.web.Request;
import dev.rastro.web.json.Scalars;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.request.QueryParameters;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The moments that requests name: {@code as_of} on the effective axis, {@code known_at} on the
 * recorded one, or {@code at_version}. Waits until the read model can show them.
 */
public final class TimeParameters {

    public static final String AS_OF = "as_of";
    public static final String KNOWN_AT = "known_at";
    public static final String AT_VERSION = "at_version";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final EventStore store;
    private final Freshness freshness;
    private final InstantSource clock;

    public TimeParameters(EventStore store, Freshness freshness, InstantSource clock) {
        this.store = store;
        this.freshness = freshness;
        this.clock = clock;
    }

    /**
     * A moment that can be shown.
     *
     * @param position up to which the read model shows everything
     */
    public record Settled(Moment moment, long position) {}

    public Freshness freshness() {
        return freshness;
    }

    public static boolean anyIn(QueryParameters query) {
        return query.text(AS_OF).isPresent()
                || query.text(KNOWN_AT).isPresent()
                || query.text(AT_VERSION).isPresent();
    }

    public Settled settle(Request request, QueryParameters query) {
        return settle(request, query, OptionalLong.empty());
    }

    /**
     * Without {@code known_at}, what the read model shows now is what is known.
     *
     * @param pinned the position at which the first page of a list was made; the others show the
     *     same moment
     */
    public Settled settle(Request request, QueryParameters query, OptionalLong pinned) {
        var asOf = asOf(query);
        var version = version(query);
        long last = store.lastPosition();
        var asked = knownAt(query, last);
        if (asked.isEmpty() && pinned.isEmpty()) {
            long position = freshness.await(request, query, last);
            return new Settled(moment(asOf, KnownAt.position(position), version), position);
        }
        var knownAt =
                new KnownAt(
                        pinned.orElse(asked.map(KnownAt::position).orElse(last)),
                        asked.map(KnownAt::instant).orElse(null));
        long position = freshness.awaitAll(request, query, knownAt.position());
        return new Settled(moment(asOf, knownAt, version), position);
    }

    /** For what is answered from the log itself. */
    public Optional<KnownAt> knownAt(QueryParameters query) {
        return knownAt(query, store.lastPosition());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Moment moment(AsOf asOf, KnownAt knownAt, OptionalLong version) {
        return version.isPresent()
                ? Moment.atVersion(version.getAsLong(), knownAt)
                : Moment.of(asOf, knownAt);
    }

    private static OptionalLong version(QueryParameters query) {
        var version = query.number(AT_VERSION);
        if (version.isPresent()
                && (query.text(AS_OF).isPresent() || query.text(KNOWN_AT).isPresent())) {
            throw QueryParameters.invalid(AT_VERSION, "excludes as_of and known_at");
        }
        return version;
    }

    private static AsOf asOf(QueryParameters query) {
        return query.text(AS_OF).map(TimeParameters::asOf).orElse(AsOf.ever());
    }

    private static AsOf asOf(String text) {
        return Scalars.date(text)
                .map(AsOf::endOf)
                .or(() -> instant(text).map(AsOf::at))
                .orElseThrow(() -> invalid(AS_OF, "a date such as 2026-03-15"));
    }

    private Optional<KnownAt> knownAt(QueryParameters query, long last) {
        var text = query.text(KNOWN_AT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (DIGITS.matcher(text.get()).matches()) {
            long position = query.number(KNOWN_AT).orElseThrow();
            refuseFuture(position > last);
            return Optional.of(KnownAt.position(position));
        }
        var instant =
                instant(text.get()).orElseThrow(() -> invalid(KNOWN_AT, "a position such as 1234"));
        refuseFuture(instant.isAfter(clock.instant()) && instant.isAfter(lastRecordedAt(last)));
        return Optional.of(new KnownAt(last, instant));
    }

    /** Times are recorded in microseconds; a finer bound would be rounded up in comparing. */
    private static Optional<Instant> instant(String text) {
        return Scalars.instant(text).map(it -> it.truncatedTo(ChronoUnit.MICROS));
    }

    /** Another node's clock may be ahead of ours, and what it recorded is no future. */
    private Instant lastRecordedAt(long last) {
        return last == 0 ? Instant.MIN : store.readAll(last - 1, 1).getFirst().recordedAt();
    }

    private static void refuseFuture(boolean future) {
        if (future) {
            throw QueryParameters.invalid(KNOWN_AT, "is in the future");
        }
    }

    private static ProblemException invalid(String name, String alternative) {
        return QueryParameters.invalid(
                name, "must be an instant such as 2026-03-20T10:00:00Z, or " + alternative);
    }
}
