package dev.rastro.bank.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.account.readmodel.AccountsProjection;
import dev.rastro.bank.server.account.timetravel.Buffers;
import dev.rastro.bank.server.account.timetravel.FilledTables;
import dev.rastro.bank.server.account.timetravel.MovableClock;
import dev.rastro.bank.server.account.timetravel.Movement;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.ledger.analytics.AnalyticsProjection;
import dev.rastro.bank.server.shared.time.AsOf;
import dev.rastro.bank.server.shared.time.KnownAt;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;
import dev.rastro.engine.testkit.InMemoryEventStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Trial balances over many blocks of a log, against sums over all its movements. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrialBalanceIT {

    private static final int ACCOUNTS = 40;
    private static final int APPENDS = 30_000;
    private static final int QUESTIONS = 150;

    private static final long SEED = Long.getLong("rastro.seed", 20_260_315L);
    private static final Random RANDOM = new Random(SEED);
    private static final MovableClock CLOCK = new MovableClock("2026-01-15T11:00:00Z");
    private static final EventCodec<AccountEvent> CODEC =
            new BankCodecs().events(Accounts.CATEGORY);

    private static final InMemoryEventStore STORE = new InMemoryEventStore(CLOCK);
    private static final List<Movement> MOVEMENTS = new ArrayList<>();
    private static final TestDatabase DATABASE = fill();
    private static final Buffers BUFFERS = new Buffers(DATABASE.asApplication());
    private static final TrialBalance TRIAL_BALANCE = new TrialBalance(BUFFERS.counting(), STORE);

    /** One side, as the log has it. */
    private record Movement(
            RecordedEvent event,
            String currency,
            long amount,
            boolean transfer,
            UUID id,
            @Nullable LocalDate named) {

        LocalDate day() {
            return named != null ? named : recordedDay();
        }

        LocalDate recordedDay() {
            return LocalDate.ofInstant(event.recordedAt(), ZoneOffset.UTC);
        }

        boolean isSeen(Moment moment) {
            var instant = moment.knownAt().instant();
            return event.position() <= moment.knownAt().position()
                    && (instant == null || !event.recordedAt().isAfter(instant))
                    && moment.asOf().sees(day(), event.recordedAt());
        }
    }

    private static TestDatabase fill() {
        for (int i = 0; i < ACCOUNTS; i++) {
            var opened =
                    new AccountOpened(
                            "Ada",
                            null,
                            currency(i),
                            money(i, 0),
                            money(i, 0),
                            null,
                            null,
                            null,
                            Map.of());
            append(Map.of(i, opened));
        }
        for (int i = 0; i < APPENDS; i++) {
            CLOCK.advance(Duration.ofSeconds(RANDOM.nextInt(RANDOM.nextInt(10) == 0 ? 3_000 : 2)));
            append(movement(RANDOM.nextInt(ACCOUNTS), RANDOM.nextInt(ACCOUNTS)));
        }
        var events = STORE.readAll(0, Integer.MAX_VALUE);
        events.forEach(TrialBalanceIT::remember);
        try {
            return FilledTables.of(
                    events, new AccountsProjection(CODEC), new AnalyticsProjection(CODEC));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Integer, AccountEvent> movement(int from, int to) {
        var id = new UUID(RANDOM.nextLong(), RANDOM.nextLong());
        var amount = money(from, RANDOM.nextInt(1, 10_000));
        var day =
                RANDOM.nextBoolean()
                        ? null
                        : LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC)
                                .minusDays(RANDOM.nextInt(40));
        if (from != to && currency(from).equals(currency(to))) {
            return new TreeMap<>(
                    Map.of(
                            from,
                            new TransferSent(id, other(to), amount, "", day, Map.of()),
                            to,
                            new TransferReceived(id, other(from), amount, "", day, Map.of())));
        }
        return RANDOM.nextBoolean()
                ? Map.of(from, new MoneyDeposited(id, amount, "", day, Map.of()))
                : Map.of(from, new MoneyWithdrawn(id, amount, "", day, Map.of()));
    }

    private static Counterparty other(int account) {
        return new Counterparty(name(account), "Ada");
    }

    private static void append(Map<Integer, ? extends AccountEvent> events) {
        var parts = new ArrayList<StreamAppend>();
        events.forEach((account, event) ->
                parts.add(
                        new StreamAppend(
                                new StreamName("account", name(account)),
                                ExpectedVersion.any(),
                                List.of(data(event)))));
        STORE.append(new Append(parts, Optional.empty()));
    }

    private static EventData data(AccountEvent event) {
        var id = new UUID(RANDOM.nextLong(), RANDOM.nextLong());
        return CODEC.encode(event, id, new Metadata(id, id, "test"));
    }

    private static void remember(RecordedEvent event) {
        switch (CODEC.decode(event.data())) {
            case MoneyDeposited it ->
                    remember(event, it.amount(), false, it.transactionId(), it.effectiveDate());
            case MoneyWithdrawn it ->
                    remember(
                            event,
                            negated(it.amount()),
                            false,
                            it.transactionId(),
                            it.effectiveDate());
            case TransferSent it ->
                    remember(
                            event,
                            negated(it.amount()),
                            true,
                            it.transactionId(),
                            it.effectiveDate());
            case TransferReceived it ->
                    remember(event, it.amount(), true, it.transactionId(), it.effectiveDate());
            default -> {}
        }
    }

    private static void remember(
            RecordedEvent event, Money change, boolean transfer, UUID id, @Nullable LocalDate day) {
        var currency = change.currency().getCurrencyCode();
        MOVEMENTS.add(new Movement(event, currency, change.minorUnits(), transfer, id, day));
    }

    private static Money negated(Money amount) {
        return Money.zero(amount.currency()).minus(amount);
    }

    private static String name(int account) {
        return "a" + account;
    }

    private static Currency currency(int account) {
        return Currency.getInstance(account % 3 == 0 ? "EUR" : "USD");
    }

    private static Money money(int account, long amount) {
        return new Money(amount, currency(account));
    }

    @Test
    void every_moment_is_the_sum_of_what_is_seen_from_it() {
        System.out.println("rastro.seed=" + SEED);
        for (int i = 0; i < QUESTIONS; i++) {
            var moment = Moment.of(asOf(), knownAt());

            assertThat(TRIAL_BALANCE.at(moment)).as("%s", moment).isEqualTo(expected(moment));
        }
    }

    @Test
    void a_trial_balance_does_not_look_at_all_movements() throws SQLException {
        var day = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC).minusDays(30);
        for (var asOf : List.of(AsOf.ever(), AsOf.endOf(day))) {
            for (var known : List.of(STORE.lastPosition(), STORE.lastPosition() / 2)) {
                var moment = Moment.of(asOf, KnownAt.position(known));
                // One pass over the movements looks at more than a thousand.
                assertThat(BUFFERS.of(() -> TRIAL_BALANCE.at(moment)))
                        .as("%s", moment)
                        .isLessThan(700);
            }
        }
    }

    private static AsOf asOf() {
        var movement = MOVEMENTS.get(RANDOM.nextInt(MOVEMENTS.size()));
        return switch (RANDOM.nextInt(3)) {
            case 0 -> AsOf.ever();
            case 1 -> AsOf.endOf(movement.day());
            default -> AsOf.at(movement.event().recordedAt());
        };
    }

    private static KnownAt knownAt() {
        long last = STORE.lastPosition();
        return switch (RANDOM.nextInt(3)) {
            case 0 -> KnownAt.position(last);
            case 1 -> KnownAt.position(RANDOM.nextLong(last + 1));
            default -> new KnownAt(last, instant());
        };
    }

    private static Instant instant() {
        return MOVEMENTS.get(RANDOM.nextInt(MOVEMENTS.size())).event().recordedAt();
    }

    /** By going through all movements, but for transfers of which only one side is seen. */
    private static List<TrialBalanceRow> expected(Moment moment) {
        var seen = MOVEMENTS.stream().filter(it -> it.isSeen(moment)).toList();
        var sides = new HashMap<UUID, Integer>();
        seen.forEach(it -> sides.merge(it.id(), 1, Integer::sum));
        var inside = new TreeMap<String, Long>();
        var outside = new HashMap<String, Long>();
        var accounts = new HashMap<String, Set<String>>();
        for (var it : seen) {
            if (!it.transfer() || sides.getOrDefault(it.id(), 0) == 2) {
                inside.merge(it.currency(), it.amount(), Long::sum);
                outside.merge(it.currency(), it.transfer() ? 0 : -it.amount(), Long::sum);
                accounts.computeIfAbsent(it.currency(), currency -> new HashSet<>())
                        .add(it.event().stream().id());
            }
        }
        return inside.entrySet().stream()
                .map(it ->
                        new TrialBalanceRow(
                                Currency.getInstance(it.getKey()),
                                BigDecimal.valueOf(it.getValue()),
                                BigDecimal.valueOf(outside.getOrDefault(it.getKey(), 0L)),
                                accounts.getOrDefault(it.getKey(), Set.of()).size()))
                .toList();
    }
}
