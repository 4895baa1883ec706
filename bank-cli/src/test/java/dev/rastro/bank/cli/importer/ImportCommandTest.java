package dev.rastro.bank.cli.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.importer.FakeBank.Request;
import dev.rastro.bank.cli.importer.FakeBank.Trouble.Status;
import dev.rastro.bank.cli.importer.client.StopSignal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

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
    void what_is_booked_is_compared_in_pages_and_neither_asked_for_nor_sent_one_by_one() {
        run();
        int sent = bank.requests().size();

        run();

        assertThat(bank.requests().stream().skip(sent).map(Request::path))
                .as("two for each customer, three for each account, whatever was booked")
                .hasSize(2 * 2 + 3 * 2)
                .noneMatch(path -> path.startsWith("/commands"));
        assertNothingSentAfter(sent);
    }

    @Test
    void another_source_asks_for_none_of_its_transactions() {
        run();
        int sent = bank.requests().size();

        assertThat(run("--source", "other").lastLine()).isEqualTo(ALL_MATCH);

        assertThat(bank.requests().stream().skip(sent).map(Request::path))
                .contains("/accounts?limit=1000")
                .noneMatch(path -> path.startsWith("/commands"));
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
        bank.failWith("import:transaction:3", new Status(422, null, "insufficient_funds"));

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
    void customers_and_accounts_that_stand_there_and_are_the_same_are_used() {
        String customer = bank.registerByHand("7", "Praha");
        String other = bank.registerByHand("8", "Hradec, Kralove");
        String account = bank.openByHand("80", other, "CZK", "0.00");

        CommandRun ended = run();

        assertThat(ended.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(ended.status()).isZero();
        assertThat(only("import:account:70").body().path("customer_id").asString())
                .isEqualTo(customer);
        assertThat(only("import:transaction:2").path())
                .isEqualTo("/accounts/" + account + "/deposit");
    }

    @Test
    void what_stands_there_and_differs_is_reported_by_row_and_nothing_is_sent() {
        String customer = bank.registerByHand("7", "Brno");
        bank.registerByHand("8", "Hradec, Kralove");
        bank.openByHand("70", customer, "CZK", "12.49");
        bank.openByHand("80", customer, "EUR", "0.00");

        CommandRun ended = run();

        assertThat(ended.err().lines())
                .containsExactlyInAnyOrder(
                        "customers.csv:2: customer \"7\" is there, of \"Brno\" instead of"
                                + " \"Praha\"",
                        "accounts.csv:2: account \"70\" is there, with an overdraft limit of 12.49,"
                            + " the data needs 12.50; a limit is given when an account is opened"
                            + " (--overdraft-limit) and does not change",
                        "accounts.csv:3: account \"80\" is there, of another owner: Jana",
                        "accounts.csv:3: account \"80\" is there, in EUR instead of CZK",
                        "4 problems: nothing was sent");
        assertThat(ended.status()).isEqualTo(1);
        assertNothingSent();
    }

    private void assertNothingSent() {
        assertNothingSentAfter(0);
    }

    private void assertNothingSentAfter(int requests) {
        assertThat(bank.requests().stream().skip(requests))
                .noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void an_account_that_was_closed_gets_no_more() throws IOException {
        run();
        bank.close("account-1");
        bank.close("account-2");
        assertThat(run().status()).isZero();
        folder.with(
                "transactions.csv",
                SourceFolder.TRANSACTIONS + "7,80,1993-01-09,interest,90.00,1080.00,,\n");

        CommandRun ended = run();

        assertThat(ended.err())
                .isEqualToIgnoringNewLines(
                        "accounts.csv:3: account \"80\" is there, closed\n"
                                + "1 problem: nothing was sent\n");
        assertThat(bank.booked()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource
    void another_source_with_the_same_ids_is_refused_unless_it_has_a_name(
            String from, String to, String problem) throws IOException {
        run();
        folder.with("transactions.csv", SourceFolder.TRANSACTIONS.replace(from, to));

        CommandRun refused = run();
        assertThat(refused.err().lines()).contains(problem, "1 problem: nothing was sent");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(bank.booked()).isEqualTo(6);

        int rows = to.isEmpty() ? 5 : 6;
        CommandRun named = run("--source", "other");
        assertThat(named.err()).contains(" 0 of them were booked before");
        assertThat(bank.booked()).isEqualTo(6 + rows);
        assertThat(bank.accounts()).hasSize(4);
        CommandRun again = run("--source", "other");
        assertThat(again.err()).contains(" %d of them were booked before".formatted(rows));
        assertThat(bank.booked()).isEqualTo(6 + rows);
    }

    static Stream<Arguments> another_source_with_the_same_ids_is_refused_unless_it_has_a_name() {
        var place = "transactions.csv:2: account \"70\" has another transaction \"1\" in the place";
        return Stream.of(
                Arguments.of("\n1,", "\nx,", place + " of \"x\""),
                Arguments.of(",600.00,600.00", ",600.01,600.00", place + " of \"1\""),
                Arguments.of("1,70,1993-01-03", "1,70,1993-01-04", place + " of \"1\""),
                Arguments.of(
                        "4,70,1993-01-06,interest,0.5,-12.00,,\n",
                        "",
                        "accounts.csv:2: account \"70\" is there, with more transactions than the"
                                + " file, such as \"4\""));
    }

    @Test
    void a_transaction_that_is_booked_in_another_account_is_refused_before_anything_is_sent()
            throws IOException {
        run();
        folder.with("accounts.csv", SourceFolder.ACCOUNTS + "90,7,1993-01-03\n")
                .with(
                        "transactions.csv",
                        SourceFolder.TRANSACTIONS
                                .replace("4,70,", "4,90,")
                                .replace("-12.00", "0.5"));
        int sent = bank.requests().size();

        CommandRun ended = run();

        assertThat(ended.err()).contains("account \"70\" is there, with more transactions");
        assertNothingSentAfter(sent);
    }

    @Test
    void transactions_of_an_account_that_the_file_calls_otherwise_now_are_refused_too()
            throws IOException {
        run();
        folder.with("accounts.csv", SourceFolder.ACCOUNTS.replace("70,7", "90,7"))
                .with("transactions.csv", SourceFolder.TRANSACTIONS.replace(",70,", ",90,"));
        int sent = bank.requests().size();

        CommandRun ended = run();

        assertThat(ended.err())
                .contains("transactions.csv:2: transaction \"1\" is booked in another account")
                .contains("transactions.csv:5: transaction \"4\" is booked in another account")
                .contains("3 problems: nothing was sent");
        assertNothingSentAfter(sent);
    }

    @Test
    void a_longer_file_that_needs_a_larger_limit_is_refused_with_the_account_and_nothing_is_sent()
            throws IOException {
        run();
        folder.with(
                "transactions.csv",
                SourceFolder.TRANSACTIONS + "7,70,1993-01-09,cash_withdrawal,1.00,-13.00,,\n");
        int sent = bank.requests().size();

        CommandRun ended = run();

        assertThat(ended.err())
                .contains(
                        "accounts.csv:2: account \"70\" is there, with an overdraft limit of 12.50")
                .contains("the data needs 13.00", "1 problem: nothing was sent");
        assertThat(ended.status()).isEqualTo(1);
        assertNothingSentAfter(sent);
        assertThat(bank.booked()).isEqualTo(6);
    }

    @Test
    void a_source_with_a_name_has_ids_of_its_own() {
        run("--source", "customer");

        assertThat(only("import:customer:account:70").body().path("external_id").asString())
                .isEqualTo("customer:70");
        assertThat(only("import:customer:customer:7").body().path("external_id").asString())
                .isEqualTo("customer:7");
        assertThat(bank.requests("import:customer:transaction:1")).hasSize(1);
    }

    @Test
    void an_overdraft_limit_can_be_given_for_files_that_will_grow() throws IOException {
        run("--overdraft-limit", "500");
        folder.with(
                "transactions.csv",
                SourceFolder.TRANSACTIONS + "7,70,1993-01-09,cash_withdrawal,488.00,-500.00,,\n");

        CommandRun ended = run();

        assertThat(ended.status()).isZero();
        assertThat(bank.booked()).isEqualTo(7);
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
                "--source=a b",
                "--source=",
                "--overdraft-limit=-1",
                "--effective-days-ahead=-1",
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
