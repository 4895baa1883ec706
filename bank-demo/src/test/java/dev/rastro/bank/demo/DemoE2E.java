package dev.rastro.bank.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.embedded.ChildJvm;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The demo in real banks. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoE2E {

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final String DEMO = "/api/v1/admin/demo";
    private static final Instant YEAR_END = Instant.parse("2026-11-20T12:00:00Z");
    private static final InstantSource NOW = InstantSource.fixed(YEAR_END);
    private static final String BALANCES =
            """
            SELECT stream.name || ' ' || type || ' ' || (convert_from(payload, 'UTF8')::jsonb)::text
              FROM rastro.event JOIN rastro.stream ON stream.id = stream_id
             WHERE stream.category = 'account' AND type <> 'AccountOpened'
            """;

    private static TestDatabase migrated() throws SQLException {
        var database = TestDatabase.empty();
        BankServer.migrate(database.asOwner());
        return database;
    }

    private static int record(TestDatabase database) {
        return new TownDemo(NOW)
                .recordPast(database.asApplication(), database.asWriter(), () -> false);
    }

    private static List<String> query(TestDatabase database, String sql) {
        try (var connection = database.asOwner().getConnection();
                var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long position(TestDatabase database) {
        return Long.parseLong(query(database, "SELECT position FROM rastro.log_head").getFirst());
    }

    @Test
    void a_year_is_recorded_over_that_year_and_the_present_follows() throws Exception {
        var database = migrated();

        int executed = record(database);

        assertThat(query(database, "SELECT min(recorded_at)::date FROM rastro.event"))
                .containsExactly("2025-11-20");
        assertThat(query(database, "SELECT max(recorded_at)::date FROM rastro.event"))
                .containsExactly("2026-11-20");
        assertThat(query(database, "SELECT count(*) FROM rastro.receipt"))
                .containsExactly(Integer.toString(executed));
        long year = position(database);
        assertThat(record(database)).isZero();
        assertThat(position(database)).isEqualTo(year);
        try (var bank = TestBank.on(database).allowing(new TownDemo(InstantSource.system()))) {
            assertThat(bank.post(DEMO, "").status()).isEqualTo(202);
            await().atMost(AT_MOST).until(() -> position(database) > year + 5);
            assertBooksBalance(bank);
            assertThat(bank.get("/api/v1/accounts?currency=BRL").json().get("items").size())
                    .isGreaterThan(5);
        }
    }

    private static void assertBooksBalance(TestBank bank) {
        var path = "/api/v1/reports/trial-balance";
        await().atMost(AT_MOST).until(() -> bank.get(path).status() == 200);
        var currencies = bank.get(path).json().get("items");
        assertThat(currencies.size()).isEqualTo(2);
        currencies.forEach(it -> assertThat(it.get("sum").asString()).isEqualTo("0.00"));
    }

    @Test
    void a_history_that_was_killed_is_recorded_to_its_end() throws Exception {
        var killed = migrated();
        var node =
                new ProcessBuilder(
                                ChildJvm.command(
                                        RecordUntilKilled.class, killed.url(), YEAR_END.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await().atMost(AT_MOST).until(() -> position(killed) > 5_000);
        node.toHandle().destroyForcibly();
        assertThat(node.waitFor()).isNotZero();
        System.out.println("killed at " + position(killed));
        var undisturbed = migrated();

        record(killed);
        record(undisturbed);

        assertThat(query(killed, BALANCES))
                .containsExactlyInAnyOrderElementsOf(query(undisturbed, BALANCES));
    }

    @Test
    void a_bank_in_earnest_is_left_alone() throws Exception {
        var database = migrated();
        try (var bank = TestBank.on(database).allowing(new TownDemo(InstantSource.system()))) {
            bank.openAccount("1.00");

            var refused = bank.post(DEMO, "{}");

            assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
            assertThat(refused.get("code")).isEqualTo("bank_not_empty");
            assertThatThrownBy(() -> record(database)).isInstanceOf(ForeignDataException.class);
            assertThat(position(database)).isEqualTo(1);
        }
    }

    @Test
    void a_running_bank_records_the_year_with_effective_dates() {
        var database = TestDatabase.empty();
        try (var bank = TestBank.on(database).allowing(new TownDemo(InstantSource.system()))) {
            assertThat(bank.post(DEMO, "").status()).isEqualTo(202);
            assertThat(bank.post(DEMO, "{}").status()).isEqualTo(202);
            await().atMost(AT_MOST).until(() -> position(database) > 3_000);
            assertBooksBalance(bank);
        }
        long before = position(database);
        try (var bank = TestBank.on(database).allowing(new TownDemo(InstantSource.system()))) {
            assertThat(position(database)).isEqualTo(before);
            assertThat(bank.post(DEMO, "").status()).isEqualTo(202);
            await().atMost(AT_MOST).until(() -> position(database) > before);
        }
        var twice =
                "SELECT convert_from(payload, 'UTF8')::jsonb->>'transaction_id' FROM rastro.event"
                        + " WHERE type IN ('MoneyDeposited', 'TransferSent')";
        assertThat(query(database, twice)).isNotEmpty().doesNotHaveDuplicates();
        var dated =
                "SELECT min(convert_from(payload, 'UTF8')::jsonb->>'effective_date')::date"
                        + " < now() - interval '360 days' FROM rastro.event";
        assertThat(query(database, dated)).containsExactly("t");
    }
}
