package dev.rastro.bank.server.account.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.account.readmodel.AccountsProjection;
import dev.rastro.bank.server.account.readmodel.MilestoneTable;
import dev.rastro.bank.server.account.timetravel.MovementFilter.Axis;
import dev.rastro.bank.server.account.timetravel.MovementFilter.Place;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.shared.time.AsOf;
import dev.rastro.bank.server.shared.time.KnownAt;
import dev.rastro.bank.server.shared.time.Moment;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * What a page, and a question into the past, cost on an account that everybody uses. PostgreSQL
 * says how many pages of its tables it looked at, which does not depend on the machine.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HotAccountIT {

    private static final int SMALL = 5_000;
    private static final int LARGE = 20_000;
    private static final int PAGE = 101;

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-01-01");
    private static final UUID ID = new UUID(1, 1);
    private static final EventCodec<AccountEvent> CODEC =
            new BankCodecs().events(Accounts.CATEGORY);

    private static final TestDatabase DATABASE = fill();
    private static final Buffers BUFFERS = new Buffers(DATABASE.asApplication());
    private static final MilestoneTable MILESTONES = new MilestoneTable(DATABASE.asApplication());
    private static final MovementTable TABLE = new MovementTable(BUFFERS.counting(), MILESTONES);

    /** How the movements of an account lie on the effective axis. */
    enum History {
        /** Ten on each day, on the day that they are recorded, and one in fifty the day before. */
        DAY_BY_DAY,
        /** All on one day. */
        ONE_DAY,
        /** All on one day that is long gone when they are recorded. */
        ONE_DAY_BACKDATED,
        /** On any day of two years, in no order. */
        ANY_DAY;

        String account(int movements) {
            return name() + "-" + movements;
        }

        @Nullable LocalDate day(int number, Random random) {
            return switch (this) {
                case DAY_BY_DAY -> FIRST_DAY.plusDays(number / 10 - (number % 50 == 0 ? 1 : 0));
                case ONE_DAY -> FIRST_DAY.plusDays(30);
                case ONE_DAY_BACKDATED -> FIRST_DAY.minusDays(30);
                case ANY_DAY -> FIRST_DAY.minusDays(random.nextInt(730));
            };
        }

        LocalDate middle(int movements) {
            return switch (this) {
                case DAY_BY_DAY -> FIRST_DAY.plusDays(movements / 20);
                case ONE_DAY -> FIRST_DAY.plusDays(30);
                case ONE_DAY_BACKDATED -> FIRST_DAY.minusDays(30);
                case ANY_DAY -> FIRST_DAY.minusDays(365);
            };
        }
    }

    private static TestDatabase fill() {
        try {
            return FilledTables.of(events(), new AccountsProjection(CODEC));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The accounts take turns, so that none has its rows all in one place. */
    private static List<RecordedEvent> events() {
        var random = new Random(7);
        var events = new ArrayList<RecordedEvent>();
        for (int number = 0; number <= LARGE; number++) {
            for (var history : History.values()) {
                for (int movements : new int[] {SMALL, LARGE}) {
                    if (number <= movements) {
                        var day = number == 0 ? null : history.day(number, random);
                        events.add(event(history.account(movements), number, day, events.size()));
                    }
                }
            }
        }
        return events;
    }

    private static RecordedEvent event(
            String account, int number, @Nullable LocalDate day, int before) {
        AccountEvent event =
                number == 0
                        ? new AccountOpened(
                                "Hot", null, EUR, eur(0), eur(0), null, null, null, Map.of())
                        : new MoneyDeposited(ID, eur(number), "in", day, Map.of());
        return new RecordedEvent(
                new StreamName("account", account),
                number + 1L,
                before + 1L,
                BEGIN.plus(Duration.ofMinutes(144L * number)),
                CODEC.encode(event, ID, new Metadata(ID, ID, "test")));
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_in_the_middle_costs_its_own_rows_on_the_effective_axis(History history)
            throws SQLException {
        long small = page(history, SMALL, Axis.EFFECTIVE);
        long large = page(history, LARGE, Axis.EFFECTIVE);

        // One page of the table for each row at worst, and a few of the index.
        assertThat(large).isLessThan(PAGE + 50L);
        assertThat(large).isLessThan(small + 50L);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_in_the_middle_costs_its_own_rows_on_the_recorded_axis(History history)
            throws SQLException {
        long small = page(history, SMALL, Axis.RECORDED);
        long large = page(history, LARGE, Axis.RECORDED);

        assertThat(large).isLessThan(PAGE + 50L);
        assertThat(large).isLessThan(small + 50L);
    }

    /** Follows the list up to its middle, as a client does, and looks at the next page. */
    private static long page(History history, int movements, Axis axis) throws SQLException {
        var filter = new MovementFilter(history.account(movements), now(), axis, null, null);
        var half = TABLE.list(filter, null, movements / 2);
        var place = Place.of(half.getLast());
        long cost = BUFFERS.of(() -> assertThat(TABLE.list(filter, place, PAGE)).hasSize(PAGE));

        var whole = TABLE.list(filter, null, movements + 1);
        assertThat(whole).hasSize(movements);
        assertThat(TABLE.list(filter, place, PAGE))
                .isEqualTo(whole.subList(movements / 2, movements / 2 + PAGE));
        return cost;
    }

    @Test
    void a_page_from_a_day_on_need_not_add_up_what_was_before() throws SQLException {
        long small = pageFrom(History.DAY_BY_DAY, SMALL);
        long large = pageFrom(History.DAY_BY_DAY, LARGE);

        assertThat(large).isLessThan(small + 100L).isLessThan(400);
    }

    private static long pageFrom(History history, int movements) throws SQLException {
        var from = history.middle(movements);
        var account = history.account(movements);
        var filter = new MovementFilter(account, now(), Axis.EFFECTIVE, from, null);
        return BUFFERS.of(() -> TABLE.list(filter, null, PAGE));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_there_now_is_known_by_one_milestone(History history) throws SQLException {
        assertThat(total(history, LARGE, now())).isLessThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_known_costs_a_small_part_of_the_account(History history) throws SQLException {
        long position = middlePosition();
        var moment = Moment.of(AsOf.ever(), KnownAt.position(position));

        assertThat(total(history, LARGE, moment)).isLessThan(200);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANY_DAY")
    void what_took_effect_costs_a_small_part_of_the_account(History history) throws SQLException {
        var day = history.middle(LARGE);
        var known = now().knownAt();

        assertThat(total(history, LARGE, Moment.of(AsOf.endOf(day), known))).isLessThan(400);
        assertThat(total(history, LARGE, Moment.of(AsOf.endOf(day.minusDays(1)), known)))
                .isLessThan(400);
    }

    private static long total(History history, int movements, Moment moment) throws SQLException {
        var account = history.account(movements);
        long cost = BUFFERS.of(() -> Totals.of(BUFFERS.counting(), MILESTONES, account, moment));
        var all = new MovementFilter(account, moment, Axis.EFFECTIVE, null, null);
        var listed = TABLE.list(all, null, movements + 1);
        var totals = Totals.of(DATABASE.asApplication(), MILESTONES, account, moment);
        assertThat(totals.count()).isEqualTo(listed.size());
        assertThat(totals.balance())
                .isEqualByComparingTo(
                        listed.isEmpty() ? BigDecimal.ZERO : listed.getLast().balance());
        return cost;
    }

    private static long middlePosition() {
        return SMALL * 2L * History.values().length + (LARGE / 2 - SMALL) * 4L;
    }

    private static Moment now() {
        return Moment.of(AsOf.ever(), KnownAt.position(1_000_000));
    }
}
