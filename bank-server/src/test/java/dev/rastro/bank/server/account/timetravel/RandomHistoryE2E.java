package dev.rastro.bank.server.account.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.account.timetravel.Oracle.Event;
import dev.rastro.engine.postgres.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random history with backdated and postdated entries, and random questions about it, answered by
 * the bank and by an oracle. Another history: {@code -Drastro.seed=…}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomHistoryE2E {

    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final int ACCOUNTS_COUNT = 6;
    private static final int COMMANDS = 600;
    private static final int QUESTIONS = 600;

    private static final long SEED = Long.getLong("rastro.seed", 20_260_315L);
    private static final Random RANDOM = new Random(SEED);
    private static final MovableClock CLOCK = new MovableClock("2026-01-15T11:00:00Z");
    private static final TestBank BANK = TestBank.ahead(TestDatabase.empty(), CLOCK, 7);
    private static final Map<String, Oracle> ORACLES = new TreeMap<>();

    @BeforeAll
    static void live() {
        System.out.println("rastro.seed=" + SEED);
        var ids = new ArrayList<String>();
        for (int i = 0; i < ACCOUNTS_COUNT; i++) {
            ids.add(open());
        }
        int booked = 0;
        for (int i = 0; i < COMMANDS; i++) {
            // Many movements on one day, and then none for some.
            boolean busy = RANDOM.nextInt(4) > 0;
            CLOCK.advance(Duration.ofMinutes(RANDOM.nextInt(busy ? 20 : 2_400)));
            booked += command(ids) ? 1 : 0;
        }
        // A history in which most is refused would prove little.
        assertThat(booked).isGreaterThan(COMMANDS / 2);
        // Nothing is closed while something takes effect later.
        CLOCK.advance(Duration.ofDays(8));
        close(ids.getFirst());
        CLOCK.advance(Duration.ofDays(3));
        ids.forEach(id -> ORACLES.put(id, Oracle.of(BANK, id)));
    }

    @AfterAll
    static void stop() {
        BANK.close();
    }

    private static String open() {
        var reply =
                BANK.post(
                        "/api/v1/accounts",
                        """
                        {"owner_name": "John Doe", "overdraft_limit": "500.00",
                         "initial_deposit": "%s"%s}
                        """
                                .formatted(amount(), effectiveDate()));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.get("account_id");
    }

    private static boolean command(List<String> ids) {
        // Half of all is about one account, so that it has several milestones.
        var id = ids.get(RANDOM.nextBoolean() ? 1 : RANDOM.nextInt(ids.size()));
        var other = ids.get(RANDOM.nextInt(ids.size()));
        var members = "\"amount\": \"%s\"%s".formatted(amount(), effectiveDate());
        var reply =
                switch (RANDOM.nextInt(4)) {
                    case 0, 1 -> BANK.post(ACCOUNTS + id + "/deposit", "{" + members + "}");
                    case 2 -> BANK.post(ACCOUNTS + id + "/withdraw", "{" + members + "}");
                    default ->
                            BANK.post(
                                    ACCOUNTS + id + "/transfer",
                                    "{\"to_account_id\": \"%s\", %s}".formatted(other, members));
                };
        return reply.status() == 201;
    }

    private static String amount() {
        return "%d.%02d".formatted(RANDOM.nextInt(300), RANDOM.nextInt(1, 100));
    }

    private static String effectiveDate() {
        return RANDOM.nextBoolean()
                ? ""
                : ", \"effective_date\": \"%s\""
                        .formatted(today().plusDays(RANDOM.nextInt(-40, 8)));
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
    }

    private static void close(String id) {
        var balance = new BigDecimal(BANK.get(ACCOUNTS + id).get("balance"));
        if (balance.signum() != 0) {
            var verb = balance.signum() > 0 ? "/withdraw" : "/deposit";
            BANK.post(
                    ACCOUNTS + id + verb,
                    "{\"amount\": \"%s\"}".formatted(balance.abs().toPlainString()));
        }
        assertThat(BANK.post(ACCOUNTS + id + "/close", "{}").status()).isEqualTo(200);
    }

    @Test
    void every_account_at_every_moment_is_what_its_events_say() {
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            var id = randomAccount();
            var asOf = randomAsOf();
            var knownAt = randomKnownAt();
            var question = ACCOUNTS + id + question(asOf, knownAt);

            var reply = BANK.get(question);

            var expected = oracle(id).account(asOf, knownAt);
            if (expected.isPresent()) {
                found++;
                assertThat(seen(reply)).as(question).isEqualTo(expected.get());
                assertThat(reply.header("ETag")).isEqualTo("\"" + reply.get("version") + "\"");
            } else {
                assertThat(reply.get("code")).as(question).isEqualTo("account_not_found");
            }
        }
        assertThat(found).isBetween(QUESTIONS / 2, QUESTIONS - 1);
    }

    @Test
    void every_version_is_what_its_events_say() {
        ORACLES.forEach((id, oracle) ->
                oracle.events()
                        .forEach(event ->
                                assertThat(
                                                seen(
                                                        BANK.get(
                                                                ACCOUNTS
                                                                        + id
                                                                        + "?at_version="
                                                                        + event.version())))
                                        .isEqualTo(oracle.atVersion(event.version()))));
    }

    @Test
    void every_balance_is_explained_movement_by_movement() {
        for (int i = 0; i < 60; i++) {
            var id = randomAccount();
            var asOf = randomAsOf();
            var knownAt = randomKnownAt();
            var expected = oracle(id).account(asOf, knownAt);
            if (expected.isEmpty()) {
                continue;
            }
            var question = ACCOUNTS + id + "/explain" + question(asOf, knownAt) + "&limit=";

            var pages = pages(question + RANDOM.nextInt(1, 50));

            var movements = oracle(id).movements(asOf, knownAt);
            assertThat(running(pages, "running_total")).as(question).isEqualTo(running(movements));
            for (var page : pages) {
                assertThat(cents(page.get("balance"))).isEqualTo(expected.get().balance());
                assertThat(page.get("count").asInt()).isEqualTo(movements.size());
            }
        }
    }

    @Test
    void transactions_run_up_in_effective_order_as_it_was_known() {
        for (int i = 0; i < 60; i++) {
            var id = randomAccount();
            var knownAt = randomKnownAt();
            if (oracle(id).account(null, knownAt).isEmpty()) {
                continue;
            }
            var question = ACCOUNTS + id + "/transactions" + question(null, knownAt) + "&limit=";

            var pages = pages(question + RANDOM.nextInt(1, 50));

            assertThat(running(pages, "balance_after"))
                    .as(question)
                    .isEqualTo(running(oracle(id).movements(null, knownAt)));
        }
    }

    @Test
    void transactions_between_days_go_on_from_what_was_before_on_both_axes() {
        for (int i = 0; i < 120; i++) {
            var id = randomAccount();
            var knownAt = randomKnownAt();
            if (oracle(id).account(null, knownAt).isEmpty()) {
                continue;
            }
            boolean effective = RANDOM.nextBoolean();
            var from = day(effective, randomEvent());
            var to = from.plusDays(RANDOM.nextInt(30));
            var question =
                    ACCOUNTS
                            + id
                            + "/transactions"
                            + question(null, knownAt)
                            + "&axis=%s&from=%s&to=%s&limit="
                                    .formatted(effective ? "effective" : "recorded", from, to);

            var pages = pages(question + RANDOM.nextInt(1, 20));

            assertThat(running(pages, "balance_after"))
                    .as(question)
                    .isEqualTo(running(id, knownAt, effective, from, to));
        }
    }

    private static List<BigInteger> running(
            String id, @Nullable String knownAt, boolean effective, LocalDate from, LocalDate to) {
        var movements = new ArrayList<>(oracle(id).movements(null, knownAt));
        if (!effective) {
            movements.sort(Comparator.comparingLong(Event::version));
        }
        var totals = running(movements);
        var between = new ArrayList<BigInteger>();
        for (int i = 0; i < movements.size(); i++) {
            var day = day(effective, movements.get(i));
            if (!day.isBefore(from) && !day.isAfter(to)) {
                between.add(totals.get(i));
            }
        }
        return between;
    }

    private static LocalDate day(boolean effective, Event event) {
        return effective
                ? event.effectiveDate()
                : LocalDate.ofInstant(event.recordedAt(), ZoneOffset.UTC);
    }

    @Test
    void every_point_of_a_history_is_the_balance_of_that_day() {
        for (int i = 0; i < 30; i++) {
            var id = randomAccount();
            var knownAt = randomKnownAt();
            if (oracle(id).account(null, knownAt).isEmpty()) {
                continue;
            }
            var interval = List.of("day", "week", "month").get(RANDOM.nextInt(3));
            var from = today().minusDays(RANDOM.nextInt(150, 300));
            var question =
                    ACCOUNTS
                            + id
                            + "/balance-history"
                            + question(null, knownAt)
                            + "&interval=%s&from=%s".formatted(interval, from);

            var items = BANK.get(question).json().get("items");

            assertThat(items.size()).as(question).isPositive();
            for (var item : items) {
                var day = item.get("date").asString();
                assertThat(cents(item.get("balance")))
                        .as(question + " " + day)
                        .isEqualTo(oracle(id).account(day, knownAt).orElseThrow().balance());
            }
        }
    }

    @Test
    void the_trial_balance_is_the_sum_of_the_accounts_and_zero_with_the_outside_world() {
        for (int i = 0; i < 200; i++) {
            var asOf = randomAsOf();
            var knownAt = randomKnownAt();
            var question = "/api/v1/reports/trial-balance" + question(asOf, knownAt);

            var items = BANK.get(question).json().get("items");

            var seen = whole(asOf, knownAt);
            if (seen.isEmpty()) {
                assertThat(items.size()).as(question).isZero();
                continue;
            }
            var row = items.get(0);
            assertThat(cents(row.get("accounts"))).as(question).isEqualTo(sum(seen));
            var outside = seen.stream().filter(it -> !it.isTransfer()).toList();
            assertThat(cents(row.get("outside_world"))).isEqualTo(sum(outside).negate());
            assertThat(row.get("account_count").asLong()).as(question).isEqualTo(accounts(seen));
            assertThat(row.get("sum").asString()).isEqualTo("0.00");
        }
    }

    private static long accounts(List<Event> seen) {
        return ORACLES.values().stream()
                .filter(oracle -> oracle.events().stream().anyMatch(seen::contains))
                .count();
    }

    /** Every movement that is seen, but for transfers of which only one side is. */
    private static List<Event> whole(@Nullable String asOf, @Nullable String knownAt) {
        var seen =
                ORACLES.values().stream()
                        .flatMap(oracle -> oracle.movements(asOf, knownAt).stream())
                        .toList();
        var sides = new HashMap<String, Integer>();
        seen.forEach(event -> sides.merge(event.transactionId(), 1, Integer::sum));
        return seen.stream()
                .filter(event ->
                        !event.isTransfer() || sides.getOrDefault(event.transactionId(), 0) == 2)
                .toList();
    }

    @Test
    void every_day_ends_with_the_trial_balance_of_that_day() {
        var movements = whole(null, null);
        var days =
                pages("/api/v1/analytics/daily?limit=7").stream()
                        .flatMap(page -> page.get("items").valueStream())
                        .toList();

        assertThat(days.stream().map(day -> LocalDate.parse(day.get("date").asString())))
                .isEqualTo(daysWithEvents());
        for (var day : days) {
            var date = day.get("date").asString();
            var ofDay =
                    movements.stream()
                            .filter(it -> it.effectiveDate().equals(LocalDate.parse(date)))
                            .toList();
            assertThat(counted(day, "deposit"))
                    .as(date)
                    .isEqualTo(counted(ofDay, "AccountOpened", "MoneyDeposited"));
            assertThat(counted(day, "withdrawal")).isEqualTo(counted(ofDay, "MoneyWithdrawn"));
            assertThat(counted(day, "transfer")).isEqualTo(counted(ofDay, "TransferReceived"));
            assertThat(cents(day.get("net_flow"))).isEqualTo(sum(ofDay));
            assertThat(cents(day.get("closing_balance"))).isEqualTo(trialBalance(date));
        }
        var last = days.getLast();
        var balances =
                BANK.get("/api/v1/accounts").json().get("items").findValues("balance").stream();
        assertThat(cents(last.get("closing_balance")))
                .isEqualTo(balances.map(RandomHistoryE2E::cents).reduce(BigInteger::add).get())
                .isEqualTo(
                        cents(BANK.get("/api/v1/analytics/summary").json().at("/items/0/balance")));
        assertThat(last.get("open_accounts").asInt()).isEqualTo(ACCOUNTS_COUNT - 1);
    }

    private static List<LocalDate> daysWithEvents() {
        return ORACLES.values().stream()
                .flatMap(oracle -> oracle.events().stream())
                .map(Event::effectiveDate)
                .distinct()
                .sorted()
                .toList();
    }

    private static BigInteger trialBalance(String day) {
        var items = BANK.get("/api/v1/reports/trial-balance?as_of=" + day).json().get("items");
        return cents(items.get(0).get("accounts"));
    }

    private static List<Object> counted(JsonNode day, String kind) {
        return List.of(day.get(kind + "_count").asInt(), cents(day.get(kind + "s")));
    }

    private static List<Object> counted(List<Event> events, String... types) {
        var counted = events.stream().filter(it -> List.of(types).contains(it.type())).toList();
        return List.of(counted.size(), sum(counted).abs());
    }

    private static BigInteger sum(List<Event> events) {
        return events.stream().map(Event::change).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<BigInteger> running(List<Event> movements) {
        var totals = new ArrayList<BigInteger>();
        var total = BigInteger.ZERO;
        for (var movement : movements) {
            total = total.add(movement.change());
            totals.add(total);
        }
        return totals;
    }

    private static List<BigInteger> running(List<JsonNode> pages, String member) {
        var totals = new ArrayList<BigInteger>();
        for (var page : pages) {
            page.get("items").forEach(item -> totals.add(cents(item.get(member))));
        }
        return totals;
    }

    private static List<JsonNode> pages(String path) {
        var pages = new ArrayList<JsonNode>();
        var next = path;
        while (!next.isEmpty()) {
            var page = BANK.get(next);
            assertThat(page.status()).as(page.toString()).isEqualTo(200);
            pages.add(page.json());
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return pages;
    }

    private static Oracle.Account seen(TestBank.Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        var json = reply.json();
        return new Oracle.Account(
                cents(json.get("balance")),
                cents(json.get("total_deposits")),
                cents(json.get("total_withdrawals")),
                json.get("transaction_count").asLong(),
                json.get("status").asString(),
                json.get("version").asLong());
    }

    private static BigInteger cents(JsonNode text) {
        return new BigDecimal(text.asString()).movePointRight(2).toBigIntegerExact();
    }

    private static String randomAccount() {
        return List.copyOf(ORACLES.keySet()).get(RANDOM.nextInt(ORACLES.size()));
    }

    private static Oracle oracle(String id) {
        return Objects.requireNonNull(ORACLES.get(id), id);
    }

    private static Event randomEvent() {
        var events = oracle(randomAccount()).events();
        return events.get(RANDOM.nextInt(events.size()));
    }

    private static @Nullable String randomAsOf() {
        return switch (RANDOM.nextInt(4)) {
            case 0 -> null;
            case 1 -> nearly(randomEvent().recordedAt()).toString();
            case 2 -> randomEvent().effectiveDate().plusDays(RANDOM.nextInt(-1, 2)).toString();
            default -> randomEvent().effectiveDate() + "T13:30:00Z";
        };
    }

    private static @Nullable String randomKnownAt() {
        return switch (RANDOM.nextInt(3)) {
            case 0 -> null;
            case 1 -> nearly(randomEvent().recordedAt()).toString();
            default -> Long.toString(randomEvent().position());
        };
    }

    private static Instant nearly(Instant instant) {
        return instant.plusNanos(1000L * RANDOM.nextInt(-1, 2));
    }

    private static String question(@Nullable String asOf, @Nullable String knownAt) {
        return "?min_position=0"
                + (asOf == null ? "" : "&as_of=" + asOf)
                + (knownAt == null ? "" : "&known_at=" + knownAt);
    }
}
