package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.TestBank;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says what an account was, from nothing but its events as the API lists them: no SQL, and no code
 * of what it judges.
 */
final class Oracle {

    record Event(String type, long version, long position, Instant recordedAt, JsonNode data) {

        static Event of(JsonNode json) {
            return new Event(
                    json.get("type").asString(),
                    json.get("version").asLong(),
                    json.get("position").asLong(),
                    Instant.parse(json.get("recorded_at").asString()),
                    json.get("data"));
        }

        /** What it adds to the balance, in cents. */
        BigInteger change() {
            return switch (type) {
                case "AccountOpened" -> cents("initial_deposit");
                case "MoneyDeposited", "TransferReceived" -> cents("amount");
                case "MoneyWithdrawn", "TransferSent" -> cents("amount").negate();
                default -> BigInteger.ZERO;
            };
        }

        private BigInteger cents(String field) {
            var text = data.get(field).get("amount").asString();
            return new BigDecimal(text).movePointRight(2).toBigIntegerExact();
        }

        boolean isTransfer() {
            return type.startsWith("Transfer");
        }

        boolean moves() {
            return change().signum() != 0;
        }

        LocalDate effectiveDate() {
            var date = data.path("effective_date");
            return date.isString()
                    ? LocalDate.parse(date.asString())
                    : LocalDate.ofInstant(recordedAt, ZoneOffset.UTC);
        }

        Instant takesEffect() {
            var day = effectiveDate();
            return day.equals(LocalDate.ofInstant(recordedAt, ZoneOffset.UTC))
                    ? recordedAt
                    : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        String transactionId() {
            return data.path("transaction_id").asString("");
        }
    }

    /** What an account should look like. */
    record Account(
            BigInteger balance,
            BigInteger in,
            BigInteger out,
            long count,
            String status,
            long version) {}

    private final List<Event> events;

    private Oracle(List<Event> events) {
        this.events = events;
    }

    static Oracle of(TestBank bank, String accountId) {
        var events = new ArrayList<Event>();
        var next = "/api/v1/accounts/" + accountId + "/events?limit=1000";
        while (!next.isEmpty()) {
            var page = bank.get(next);
            page.json().get("items").forEach(item -> events.add(Event.of(item)));
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return new Oracle(events);
    }

    List<Event> events() {
        return events;
    }

    /**
     * @param asOf a date or an instant; null for ever
     * @param knownAt a position or an instant; null for now
     */
    static Predicate<Event> seen(@Nullable String asOf, @Nullable String knownAt) {
        return known(knownAt).and(inEffect(asOf));
    }

    static Predicate<Event> known(@Nullable String knownAt) {
        if (knownAt == null) {
            return event -> true;
        }
        return knownAt.chars().allMatch(Character::isDigit)
                ? event -> event.position() <= Long.parseLong(knownAt)
                : event -> !event.recordedAt().isAfter(Instant.parse(knownAt));
    }

    private static Predicate<Event> inEffect(@Nullable String asOf) {
        if (asOf == null) {
            return event -> true;
        }
        var last =
                asOf.contains("T")
                        ? Instant.parse(asOf)
                        : LocalDate.parse(asOf)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .plus(Duration.ofDays(1))
                                .minusNanos(1);
        return event -> !event.takesEffect().isAfter(last);
    }

    Optional<Account> account(@Nullable String asOf, @Nullable String knownAt) {
        var seen = events.stream().filter(seen(asOf, knownAt)).toList();
        boolean known = known(knownAt).test(events.getFirst());
        boolean there = seen.stream().anyMatch(it -> it.version() == 1 || it.moves());
        return known && there ? Optional.of(account(seen)) : Optional.empty();
    }

    Account atVersion(long version) {
        return account(events.stream().filter(event -> event.version() <= version).toList());
    }

    private static Account account(List<Event> seen) {
        var in = BigInteger.ZERO;
        var out = BigInteger.ZERO;
        long count = 0;
        long version = 1;
        var status = "open";
        for (var event : seen) {
            var change = event.change();
            in = in.add(change.max(BigInteger.ZERO));
            out = out.subtract(change.min(BigInteger.ZERO));
            count += event.moves() ? 1 : 0;
            version = Math.max(version, event.version());
            status = event.type().equals("AccountClosed") ? "closed" : status;
        }
        return new Account(in.subtract(out), in, out, count, status, version);
    }

    /** The movements that are seen, in effective order. */
    List<Event> movements(@Nullable String asOf, @Nullable String knownAt) {
        return events.stream()
                .filter(Event::moves)
                .filter(seen(asOf, knownAt))
                .sorted(
                        Comparator.comparing(Event::effectiveDate)
                                .thenComparingLong(Event::version))
                .toList();
    }
}
