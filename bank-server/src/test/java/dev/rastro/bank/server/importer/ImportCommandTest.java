package dev.rastro.bank.server.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.importer.FakeBank.Request;
import dev.rastro.bank.server.importer.FakeBank.Trouble.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportCommandTest {
    private static final String ALL_MATCH =
            "imported 2 customers, 2 accounts, 6 transactions: 6 balances match, 0 differ";

    @TempDir private Path path;

    private SourceFolder folder;
    private FakeBank bank;

    @BeforeEach
    void open() throws IOException {
        folder = SourceFolder.good(path);
        bank = new FakeBank();
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void everything_is_sent_and_every_balance_matches() {
        CommandRun ended = run();

        assertThat(ended.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(ended.out()).hasSize(1);
        assertThat(ended.status()).isZero();
        assertThat(bank.booked()).isEqualTo(6);
    }

    @Test
    void the_requests_carry_what_the_rows_say() {
        run();

        assertThat(only("import:customer:8").body().toString())
                .isEqualTo(
                        """
                        {"name":"Customer 8","address":{"city":"Hradec, Kralove"},"external_id":"8"}\
                        """);
        assertThat(only("import:account:70").body().toString())
                .matches(
                        """
                        \\{"customer_id":"customer-[12]","currency":"CZK","overdraft_limit":"12.50",\
                        "external_id":"70","metadata":\\{"opened_on":"1993-01-03"}}\
                        """);
        assertThat(only("import:transaction:2").path()).matches("/accounts/account-[12]/deposit");
        assertThat(only("import:transaction:2").body().toString())
                .isEqualTo(
                        """
                        {"amount":"1000.00","currency":"CZK","description":"Incoming transfer",\
                        "effective_date":"1993-01-04","metadata":{"kind":"incoming_transfer",\
                        "source_transaction_id":"2","counterparty_bank":"AB",\
                        "counterparty_account":"4711"}}\
                        """);
        assertThat(only("import:transaction:6").path()).matches("/accounts/account-[12]/withdraw");
        assertThat(only("import:transaction:6").body().path("metadata").toString())
                .isEqualTo("{\"kind\":\"card_withdrawal\",\"source_transaction_id\":\"6\"}");
    }

    @Test
    void the_transactions_of_an_account_are_booked_in_file_order() {
        run();

        assertThat(bank.requests())
                .extracting(Request::key)
                .containsSubsequence(
                        "import:transaction:1", "import:transaction:3", "import:transaction:4")
                .containsSubsequence(
                        "import:transaction:2", "import:transaction:5", "import:transaction:6");
    }

    @Test
    void a_second_run_books_nothing_and_reports_the_same() {
        run();
        CommandRun again = run();

        assertThat(again.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(again.status()).isZero();
        assertThat(again.err()).contains("6 of them were booked before");
        assertThat(bank.booked()).isEqualTo(6);
        assertThat(bank.accounts()).hasSize(2);
    }

    @Test
    void differing_balances_are_listed_and_fail_the_import() {
        bank.misreport("0.01");

        CommandRun ended = run();

        assertThat(ended.lastLine())
                .isEqualTo(
                        "imported 2 customers, 2 accounts, 6 transactions: 0 balances match, 6"
                                + " differ");
        assertThat(ended.out())
                .contains("transaction 3 (account 70): expected -12.50, got -12.49")
                .hasSize(7);
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void a_source_whose_balances_do_not_add_up_is_booked_and_told_apart() throws IOException {
        folder.with("transactions.csv", SourceFolder.TRANSACTIONS.replace("990.00", "990.01"));

        CommandRun ended = run();

        assertThat(ended.out())
                .containsExactly(
                        "transaction 6 (account 80): expected 990.01, got 990.00",
                        "imported 2 customers, 2 accounts, 6 transactions: 5 balances match, 1"
                                + " differ");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void a_refusal_ends_that_account_and_no_other() {
        bank.trouble("import:transaction:3", new Status(422, null, "insufficient_funds"));

        CommandRun ended = run();

        assertThat(ended.err()).contains("account 70: transaction 3: HTTP 422 insufficient_funds");
        assertThat(ended.lastLine())
                .isEqualTo(
                        "imported 2 customers, 2 accounts, 4 transactions: 4 balances match, 0"
                                + " differ");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(bank.requests("import:transaction:4")).isEmpty();
    }

    @Test
    void customers_and_accounts_that_stand_there_under_the_same_external_id_are_used() {
        String customer = bank.registerByHand("7");
        String account = bank.openByHand("80", "CZK", "0.00");

        CommandRun ended = run();

        assertThat(ended.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(ended.status()).isZero();
        assertThat(only("import:account:70").body().path("customer_id").asString())
                .isEqualTo(customer);
        assertThat(only("import:transaction:2").path())
                .isEqualTo("/accounts/" + account + "/deposit");
    }

    @Test
    void an_account_that_stands_there_but_does_not_fit_is_reported() {
        bank.openByHand("70", "CZK", "12.49");
        bank.openByHand("80", "EUR", "0.00");

        CommandRun ended = run();

        assertThat(ended.err())
                .contains(
                        "account 70: there is an account with this external id, its overdraft"
                                + " limit")
                .contains("account 80: there is an account with this external id, in EUR, not CZK");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(bank.booked()).isZero();
    }

    @Test
    void longer_files_go_on_where_the_shorter_ones_ended() throws IOException {
        run();
        folder.with(
                "transactions.csv",
                SourceFolder.TRANSACTIONS
                        + "7,80,1993-01-09,cash_withdrawal,90.00,900.00,,\n"
                        + "8,70,1993-01-09,cash_deposit,12.00,0.00,,\n");

        CommandRun ended = run();

        assertThat(ended.lastLine())
                .isEqualTo(
                        "imported 2 customers, 2 accounts, 8 transactions: 8 balances match, 0"
                                + " differ");
        assertThat(ended.status()).isZero();
        assertThat(bank.booked()).isEqualTo(8);
    }

    @Test
    void bad_rows_are_reported_and_nothing_is_sent() throws IOException {
        folder.with(
                "transactions.csv", SourceFolder.TRANSACTIONS.replace("card_with", "gift_with"));

        CommandRun ended = run();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        """
                        transactions.csv:7: kind "gift_withdrawal" is not a known one
                        1 problem: nothing was sent
                        """);
        assertThat(ended.out()).isEmpty();
        assertThat(bank.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--parallel=0",
                "--parallel=x",
                "--retry-seconds=-1",
                "--url=ftp://localhost",
                "--url=localhost:8080",
                "--url=/tmp"
            })
    void a_bad_option_is_refused_before_anything_is_read(String option) {
        CommandRun ended = run(option);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(option.substring(0, option.indexOf('=')));
        assertThat(bank.requests()).isEmpty();
    }

    private Request only(String key) {
        assertThat(bank.requests(key)).hasSize(1);
        return bank.requests(key).getFirst();
    }

    private CommandRun run(String... options) {
        return CommandRun.of(new StopSignal(), folder, bank, options);
    }
}
