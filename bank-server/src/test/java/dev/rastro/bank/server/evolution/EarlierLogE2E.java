package dev.rastro.bank.server.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.TestBank;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A log outlives the programs that write it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EarlierLogE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final List<String> PROJECTIONS = List.of("accounts", "customers", "analytics");
    private static final String PROJECTION = "/api/v1/admin/projections/accounts";
    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final String SENDER = "01a1fcf4-1bb6-7001-8c7e-334ec85dffd7";
    private static final String RECEIVER = "01a1fcf4-1bc7-7000-bd60-1e37f2bd98b8";

    @Test
    void what_the_earlier_program_answered_is_answered_again() {
        try (var bank = bankOn(EarlierLog.load())) {
            assertAnswersAreTheSame(bank);
        }
    }

    @Test
    void a_rebuild_finds_the_same_rows_and_answers_the_same() {
        try (var bank = bankOn(EarlierLog.load())) {
            bank.post(PROJECTION + "/rebuild", "{\"compare\": true}");
            awaitGeneration(bank, 2);

            assertAnswersAreTheSame(bank);
        }
    }

    @Test
    void new_transfers_name_the_owner_beside_old_ones_that_do_not() {
        try (var bank = bankOn(EarlierLog.load())) {
            var sent =
                    bank.post(
                            ACCOUNTS + SENDER + "/transfer",
                            "{\"to_account_id\": \"%s\", \"amount\": \"0.01\"}"
                                    .formatted(RECEIVER));
            assertThat(sent.status()).as(sent.toString()).isEqualTo(201);

            var rows = transfersOf(bank, SENDER, sent.get("position"));
            assertThat(rows.get(rows.size() - 1).at("/counterparty/owner_name").asString())
                    .isEqualTo("Mary \"Mo\" O'Neil 😀");
            assertThat(rows.get(1).get("counterparty").get("owner_name").isNull()).isTrue();
            var events = bank.get(ACCOUNTS + SENDER + "/events?limit=500").json().get("items");
            assertThat(
                            events.valueStream()
                                    .filter(it -> it.get("type").asString().equals("TransferSent")))
                    .extracting(it -> it.get("schema_version").asInt())
                    .containsSubsequence(1, 2);
            assertThat(sent.json().at("/from/version").asLong()).isEqualTo(events.size());
        }
    }

    @Test
    void a_command_that_the_earlier_program_executed_is_not_executed_again() {
        try (var bank = bankOn(EarlierLog.load())) {
            var again =
                    bank.post(
                            ACCOUNTS + SENDER + "/transfer",
                            """
                            {"amount": "89.65", "description": "move 18",
                             "to_account_id": "01a1fcf4-1b8e-7000-a821-71f8aa93e2f3"}
                            """,
                            Map.of("Idempotency-Key", "t-18"));

            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }
    }

    /** As after an update of the program, while its new tables are not yet filled. */
    @Test
    void tables_of_the_earlier_program_serve_until_the_new_ones_take_over() throws SQLException {
        var database = EarlierLog.load();
        String position;
        try (var bank = bankOn(database)) {
            position =
                    bank.post(
                                    ACCOUNTS + SENDER + "/transfer",
                                    "{\"to_account_id\": \"%s\", \"amount\": \"0.01\"}"
                                            .formatted(RECEIVER))
                            .get("position");
            transfersOf(bank, SENDER, position);
            bank.post(PROJECTION + "/pause", "");
        }
        makeTablesOfVersion1(database);

        try (var bank = bankOn(database)) {
            var served = transfersOf(bank, SENDER, position);
            assertThat(served.get(served.size() - 1).at("/counterparty/account_id").asString())
                    .isEqualTo(RECEIVER);
            assertThat(served.get(served.size() - 1).at("/counterparty/owner_name").isNull())
                    .isTrue();
            assertThat(bank.get(ACCOUNTS + SENDER + "/explain").status()).isEqualTo(200);

            bank.post(PROJECTION + "/resume", "");
            awaitGeneration(bank, 2);
            var fresh = transfersOf(bank, SENDER, position);
            assertThat(fresh.get(fresh.size() - 1).at("/counterparty/owner_name").asString())
                    .isEqualTo("Mary \"Mo\" O'Neil 😀");
        }
    }

    /** As long as the new tables are not filled, nothing is answered otherwise than before. */
    @Test
    void tables_of_the_earlier_program_give_its_answers() throws SQLException {
        var database = EarlierLog.load();
        try (var bank = bankOn(database)) {
            awaitPosition(bank, EarlierLog.HEAD);
        }
        makeTablesOfVersion1(database);
        // Not by the API, which would add to the log.
        database.execute("INSERT INTO rastro.projection_pause SELECT name FROM rastro.projection");

        try (var bank = bankOn(database)) {
            assertAnswersAreTheSame(bank);
            assertThat(bank.get(PROJECTION).json().at("/serving/generation").asInt()).isOne();

            database.execute("DELETE FROM rastro.projection_pause");
            awaitGeneration(bank, 2);
            assertAnswersAreTheSame(bank);
        }
    }

    private static void makeTablesOfVersion1(TestDatabase database) throws SQLException {
        database.execute(
                """
                DROP VIEW bank.account, bank.transaction;
                DROP TABLE bank_accounts_g1.account_milestone, bank_accounts_g1.account_name,
                           bank_customers_g1.customer_name, bank_analytics_g1.movement_sum CASCADE;
                ALTER TABLE bank_accounts_g1.account DROP COLUMN earliest_date,
                      DROP COLUMN latest_date, DROP COLUMN lowest_date;
                ALTER TABLE bank_accounts_g1.transaction DROP COLUMN counterparty_owner;
                DROP INDEX bank_accounts_g1.transaction_position;
                SET ROLE rastro_app;
                CREATE VIEW bank.account AS TABLE bank_accounts_g1.account;
                CREATE VIEW bank.transaction AS TABLE bank_accounts_g1.transaction;
                UPDATE rastro.projection SET version = 1
                 WHERE name IN ('accounts', 'customers', 'analytics');
                """);
    }

    private static TestBank bankOn(TestDatabase database) {
        return TestBank.on(database, () -> EarlierLog.NOW);
    }

    private static void assertAnswersAreTheSame(TestBank bank) {
        awaitPosition(bank, EarlierLog.HEAD);
        var answers = EarlierLog.answers();
        assertThat(answers).hasSizeGreaterThan(50);
        for (var answered : answers) {
            var reply = bank.get(answered.path());
            assertThat(reply.status()).as("%s: %s", answered.path(), reply).isEqualTo(200);
            assertThat(answered.asFarAsKnown(reply.json()))
                    .as(answered.path())
                    .isEqualTo(answered.expected());
        }
    }

    private static JsonNode transfersOf(TestBank bank, String account, String position) {
        awaitPosition(bank, Long.parseLong(position));
        return bank.get(ACCOUNTS + account + "/transactions?axis=recorded&limit=500")
                .json()
                .get("items");
    }

    private static void awaitPosition(TestBank bank, long position) {
        for (var name : PROJECTIONS) {
            await().atMost(SOON)
                    .until(() ->
                            bank.get("/api/v1/admin/projections/" + name)
                                            .json()
                                            .get("position")
                                            .asLong()
                                    >= position);
        }
    }

    private static void awaitGeneration(TestBank bank, int generation) {
        await().atMost(SOON)
                .until(() ->
                        bank.get(PROJECTION).json().at("/serving/generation").asInt()
                                == generation);
    }
}
