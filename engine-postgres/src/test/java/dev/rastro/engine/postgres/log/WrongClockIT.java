package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is set forwards by mistake leaves no future in the log. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongClockIT {

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final AtomicInteger queries = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;

    private final AtomicReference<Instant> wall =
            new AtomicReference<>(Instant.parse("2040-01-01T00:00:00Z"));
    private final AtomicReference<Optional<Duration>> uptime =
            new AtomicReference<>(Optional.of(Duration.ofDays(1)));
    private final CheckedClock checked =
            new CheckedClock(wall::get, Duration.ofMinutes(5), uptime::get);

    private PostgresEventStore open() {
        var source = database.asWriter();
        Meddling counting = this::count;
        return new PostgresEventStore(
                source,
                counting.with(source),
                () -> Instant.now().plus(ahead),
                PostgresEventStore.Settings.DEFAULT);
    }

    private ResultSet count(Connection connection, String sql, Meddling.Query query)
            throws SQLException {
        if (sql.contains("clock_timestamp")) {
            queries.incrementAndGet();
        }
        return query.execute();
    }

    private static Append append() {
        return TestStores.append("a", ExpectedVersion.any());
    }

    @Test
    void a_clock_that_was_wrong_from_the_beginning_records_nothing() {
        ahead = Duration.ofDays(365);
        try (var store = open()) {
            assertThatItIsRefused(store);
            assertThat(store.lastPosition()).isZero();
        }
    }

    @Test
    void a_clock_that_goes_wrong_records_nothing_until_it_is_right_again() {
        try (var store = open()) {
            assertThat(store.append(append())).isInstanceOf(Appended.class);
            assertThat(store.lastError()).isEmpty();
            ahead = Duration.ofMinutes(6);
            assertThatItIsRefused(store);
            assertThatItIsRefused(store);
            assertThat(store.lastError())
                    .hasValueSatisfying(it -> assertThat(it).contains("clock is", "ahead"));
            assertThat(store.allows(Instant.now().plus(ahead))).isFalse();
            ahead = Duration.ZERO;

            assertThat(store.lastError()).isEmpty();
            assertThat(store.append(append())).isInstanceOf(Appended.class);
            assertThat(store.readAll(0, 10))
                    .extracting(RecordedEvent::recordedAt)
                    .hasSize(2)
                    .allMatch(time -> time.isBefore(Instant.now().plus(Duration.ofMinutes(5))));
        }
    }

    @Test
    void a_clock_that_is_a_little_ahead_or_far_behind_may_record() {
        ahead = Duration.ofMinutes(2);
        try (var store = open()) {
            assertThat(store.append(append())).isInstanceOf(Appended.class);
            ahead = Duration.ofDays(-1_000);
            assertThat(store.append(append())).isInstanceOf(Appended.class);
            assertThat(store.lastError()).isEmpty();
        }
    }

    /** What is in the log stays, and time does not go back; but the bank does not stand still. */
    @Test
    void a_log_that_ends_in_the_future_goes_on_as_of_then() throws SQLException {
        database.execute("UPDATE rastro.log_head SET recorded_at = now() + interval '1 year'");
        try (var store = open()) {
            assertThat(store.append(append())).isInstanceOf(Appended.class);
            assertThat(store.append(append())).isInstanceOf(Appended.class);
            assertThat(store.lastError()).isEmpty();
            assertThat(store.readAll(0, 10))
                    .extracting(RecordedEvent::recordedAt)
                    .hasSize(2)
                    .allMatch(time -> time.isAfter(Instant.now().plus(300, ChronoUnit.DAYS)));
        }
    }

    @Test
    void the_databases_clock_is_asked_rarely() {
        try (var store = open()) {
            for (int i = 0; i < 100; i++) {
                assertThat(store.append(append())).isInstanceOf(Appended.class);
            }
            assertThat(queries).hasValueLessThan(5);
        }
    }

    /** The database has a clock of its own, and two that agree are right. */
    @Test
    void a_leap_that_the_clock_of_another_machine_makes_too_is_none() throws Exception {
        try (var connection = connection(false)) {
            assertThat(checked.isRight(connection)).isTrue();
            pass(Duration.ofHours(8), Duration.ZERO);

            assertThatItIsRight(connection);
        }
    }

    /** A machine that has slept counts too little; then the database is asked again. */
    @Test
    void a_machine_that_has_slept_is_right() throws Exception {
        try (var connection = connection(true)) {
            assertThat(checked.isRight(connection)).isTrue();
            pass(Duration.ofHours(8), Duration.ofHours(8));

            assertThatItIsRight(connection);
        }
    }

    @Test
    void a_machine_that_does_not_say_how_long_it_has_been_up_is_believed() throws Exception {
        uptime.set(Optional.empty());
        try (var connection = connection(true)) {
            assertThat(checked.isRight(connection)).isTrue();
            pass(Duration.ofHours(8), Duration.ZERO);

            assertThatItIsRight(connection);
        }
    }

    @Test
    void a_clock_that_is_also_the_databases_leaps_and_is_wrong_until_it_is_set_right()
            throws Exception {
        try (var connection = connection(true)) {
            assertThat(checked.isRight(connection)).isTrue();
            pass(Duration.ofHours(8), Duration.ofMinutes(1));
            for (int i = 0; i < 3; i++) {
                assertThat(checked.isRight(connection)).isFalse();
                assertThat(checked.allows(wall.get())).isFalse();
                assertThat(checked.lastError())
                        .hasValueSatisfying(it -> assertThat(it).contains("ahead of the time"));
                pass(Duration.ofMinutes(20), Duration.ofMinutes(20));
            }

            pass(Duration.ofHours(-8), Duration.ZERO);
            assertThatItIsRight(connection);
            pass(Duration.ofHours(1), Duration.ofHours(1));
            assertThatItIsRight(connection);
        }
    }

    @Test
    void a_clock_that_goes_back_and_comes_again_was_never_too_far_ahead() throws Exception {
        try (var connection = connection(true)) {
            assertThat(checked.isRight(connection)).isTrue();
            pass(Duration.ofHours(-8), Duration.ofMinutes(20));
            assertThatItIsRight(connection);

            pass(Duration.ofHours(8).plusMinutes(20), Duration.ZERO);
            assertThatItIsRight(connection);
        }
    }

    private void pass(Duration onTheClock, Duration reallyPassed) {
        wall.updateAndGet(time -> time.plus(onTheClock));
        uptime.updateAndGet(before -> before.map(reallyPassed::plus));
    }

    private void assertThatItIsRight(Connection connection) throws SQLException {
        assertThat(checked.isRight(connection)).isTrue();
        assertThat(checked.allows(wall.get())).isTrue();
        assertThat(checked.lastError()).isEmpty();
    }

    private Connection connection(boolean isLocal) throws SQLException {
        Meddling other = (connection, sql, query) -> answer(connection, wall.get(), isLocal);
        return other.with(database.asWriter()).getConnection();
    }

    @SuppressWarnings("resource") // The caller closes its results, and its connection all else.
    private static ResultSet answer(Connection connection, Instant time, boolean isLocal)
            throws SQLException {
        var select = connection.prepareStatement("SELECT ?::timestamptz, ?");
        select.setObject(1, time.atOffset(ZoneOffset.UTC));
        select.setBoolean(2, isLocal);
        return select.executeQuery();
    }

    /** Of this machine, as Linux says; without it there is nothing to hold a clock against. */
    @Test
    void the_time_that_the_machine_has_been_up_is_found() throws Exception {
        assumeThat(Path.of("/proc/uptime")).exists();
        var real = new CheckedClock(wall::get, Duration.ofMinutes(5));
        try (var connection = connection(true)) {
            assertThat(real.isRight(connection)).isTrue();
            wall.updateAndGet(time -> time.plus(Duration.ofHours(8)));

            assertThat(real.isRight(connection)).isFalse();
        }
    }

    private static void assertThatItIsRefused(PostgresEventStore store) {
        assertThatThrownBy(() -> store.append(append()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("clock is")
                .hasMessageContaining("nothing was written");
    }
}
