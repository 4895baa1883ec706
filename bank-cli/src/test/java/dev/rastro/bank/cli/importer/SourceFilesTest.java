package dev.rastro.bank.cli.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Customer;
import dev.rastro.bank.cli.importer.ImportPlan.Kind;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.cli.importer.SourceFiles.Rules;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SourceFilesTest {
    private static final String NOTHING_SENT = "1 problem: nothing was sent";

    private static final Rules RULES =
            new Rules(SourceName.UNNAMED, LocalDate.of(1993, 1, 31), BigDecimal.ZERO);

    @TempDir private Path folder;

    @Test
    void good_files_become_a_plan_in_file_order() throws IOException {
        SourceFolder.good(folder);

        ImportPlan plan = new SourceFiles(folder, RULES).read().orElseThrow();

        assertThat(plan.customers())
                .containsExactly(
                        new Customer(2, "7", "Praha"), new Customer(3, "8", "Hradec, Kralove"));
        assertThat(plan.accounts()).extracting(Account::id).containsExactly("70", "80");
        Account account = plan.accounts().getLast();
        assertThat(account.transactions())
                .extracting(Transaction::id)
                .containsExactly("2", "5", "6");
        assertThat(account.transactions().getFirst())
                .isEqualTo(
                        new Transaction(
                                3,
                                "2",
                                LocalDate.of(1993, 1, 4),
                                Kind.INCOMING_TRANSFER,
                                new BigDecimal("1000.00"),
                                new BigDecimal("1000.00"),
                                "AB",
                                "4711"));
        assertThat(plan.transactionCount()).isEqualTo(6);
    }

    @Test
    void an_account_gets_exactly_the_overdraft_limit_that_its_data_needs() throws IOException {
        SourceFolder.good(folder);

        ImportPlan plan = new SourceFiles(folder, RULES).read().orElseThrow();

        assertThat(plan.accounts())
                .extracting(Account::overdraftLimit)
                .containsExactly(new BigDecimal("12.50"), new BigDecimal("0.00"));
    }

    @Test
    void column_order_extra_columns_line_ends_and_a_byte_order_mark_do_not_matter()
            throws IOException {
        SourceFolder.good(folder)
                .with(
                        "customers.csv",
                        "\ufeffcity,note,customer_id\r\nPraha,x,7\r\n\r\nBrno,y,8\r\n");

        ImportPlan plan = new SourceFiles(folder, RULES).read().orElseThrow();

        assertThat(plan.customers())
                .containsExactly(new Customer(2, "7", "Praha"), new Customer(4, "8", "Brno"));
    }

    @Test
    void a_wrong_balance_after_is_not_a_bad_row_because_the_bank_shall_tell() throws IOException {
        SourceFolder.good(folder).with("transactions.csv", transaction("balance_after", "1.00"));

        assertThat(new SourceFiles(folder, RULES).read()).isPresent();
    }

    @ParameterizedTest
    @MethodSource
    void each_bad_customer_is_reported_with_its_line_and_reason(String rows, String problem)
            throws IOException {
        SourceFolder.good(folder).with("customers.csv", customers(rows));

        assertProblems("customers.csv:" + problem, NOTHING_SENT);
    }

    static Stream<Arguments> each_bad_customer_is_reported_with_its_line_and_reason() {
        return Stream.of(
                arguments("7,Brno", "4: customer_id \"7\" stands there twice"),
                arguments(",Brno", "4: customer_id is empty"),
                arguments("9,", "4: city is empty"),
                arguments("9,\u3000\u2003", "4: city is empty"),
                arguments("9", "4: has 1 fields instead of 2"),
                arguments("9,Brno,x", "4: has 3 fields instead of 2"),
                arguments("\n\"9\n\",Brno\n9,x", "7: customer_id \"9\" stands there twice"),
                arguments("9,\"Br\nno\"", "4: city has control characters"),
                arguments("9," + "x".repeat(201), "4: city is longer than 200"),
                arguments("9".repeat(65) + ",Brno", "4: customer_id is longer than 64"),
                arguments(
                        "č,Brno",
                        "4: customer_id \"č\" has characters other than printable ASCII"));
    }

    @ParameterizedTest
    @MethodSource
    void each_bad_account_is_reported_with_its_line_and_reason(String row, String problem)
            throws IOException {
        SourceFolder.good(folder).with("accounts.csv", accounts(row));

        assertProblems("accounts.csv:4: " + problem, NOTHING_SENT);
    }

    static Stream<Arguments> each_bad_account_is_reported_with_its_line_and_reason() {
        return Stream.of(
                arguments("70,7,1993-01-01", "account_id \"70\" stands there twice"),
                arguments("90,9,1993-01-01", "customer_id \"9\" is unknown"),
                arguments("90,7,", "opened_on is empty"),
                arguments(
                        "90,7,1993-02-29", "opened_on \"1993-02-29\" is not a date (yyyy-mm-dd)"));
    }

    @ParameterizedTest
    @MethodSource("badFields")
    void each_bad_field_of_a_transaction_is_reported_with_its_line_and_reason(
            String column, String value, String reason) throws IOException {
        SourceFolder.good(folder).with("transactions.csv", transaction(column, value));

        assertProblems("transactions.csv:2: " + reason, NOTHING_SENT);
    }

    static Stream<Arguments> badFields() {
        return Stream.of(
                arguments("transaction_id", "", "transaction_id is empty"),
                arguments("account_id", "71", "account_id \"71\" is unknown"),
                arguments("date", "03.01.1993", "date \"03.01.1993\" is not a date (yyyy-mm-dd)"),
                arguments(
                        "date", "+12345-01-01", "date \"+12345-01-01\" is not a date (yyyy-mm-dd)"),
                arguments("date", "0000-01-01", "date \"0000-01-01\" is not a date (yyyy-mm-dd)"),
                arguments(
                        "date",
                        "1993-02-01",
                        "date \"1993-02-01\" is after 1993-01-31, the last day on which a"
                                + " transaction may take effect"),
                arguments("date", "930103", "date \"930103\" is not a date (yyyy-mm-dd)"),
                arguments("kind", "gift", "kind \"gift\" is not a known one"),
                arguments("kind", "CASH_DEPOSIT", "kind \"CASH_DEPOSIT\" is not a known one"),
                arguments("amount", "", "amount is empty"),
                arguments("amount", "0.00", "amount \"0.00\" is not positive"),
                arguments("amount", "-1", "amount \"-1\" is not positive"),
                arguments("amount", "1.001", "amount \"1.001\" has more than two decimals"),
                arguments("amount", "1.000", "amount \"1.000\" has more than two decimals"),
                arguments("amount", "1e3", "amount \"1e3\" is not an amount"),
                arguments("amount", "+1", "amount \"+1\" is not an amount"),
                arguments("amount", "1.", "amount \"1.\" is not an amount"),
                arguments("amount", ".5", "amount \".5\" is not an amount"),
                arguments("amount", "NaN", "amount \"NaN\" is not an amount"),
                arguments("amount", "1 000", "amount \"1 000\" is not an amount"),
                arguments(
                        "amount",
                        "1000000000000000",
                        "amount \"1000000000000000\" is not an amount"),
                arguments("balance_after", "", "balance_after is empty"),
                arguments("balance_after", "ten", "balance_after \"ten\" is not an amount"),
                arguments(
                        "balance_after",
                        "9.999",
                        "balance_after \"9.999\" has more than two decimals"));
    }

    @Test
    void what_makes_a_balance_larger_than_the_bank_can_count_is_a_bad_row() throws IOException {
        var rows = new StringBuilder(SourceFolder.TRANSACTIONS);
        for (int i = 0; i < 93; i++) {
            rows.append("x%d,80,1993-01-09,interest,999999999999999.99,0.00,,\n".formatted(i));
        }
        SourceFolder.good(folder).with("transactions.csv", rows.toString());

        assertProblems(
                "transactions.csv:100: makes the balance larger than the bank can count",
                NOTHING_SENT);
    }

    @Test
    void a_transaction_id_may_stand_there_once() throws IOException {
        SourceFolder.good(folder)
                .with("transactions.csv", SourceFolder.TRANSACTIONS.replace("\n6,", "\n1,"));

        assertProblems("transactions.csv:7: transaction_id \"1\" stands there twice", NOTHING_SENT);
    }

    @Test
    void all_bad_rows_of_all_files_are_reported_at_once() throws IOException {
        SourceFolder.good(folder)
                .with("customers.csv", customers("9,"))
                .with("accounts.csv", accounts("90,9,then"))
                .with("transactions.csv", transaction("kind", "gift"));

        assertProblems(
                "customers.csv:4: city is empty",
                "accounts.csv:4: opened_on \"then\" is not a date (yyyy-mm-dd)",
                "transactions.csv:2: kind \"gift\" is not a known one",
                "3 problems: nothing was sent");
    }

    @Test
    void beyond_fifty_bad_rows_only_their_number_is_told() throws IOException {
        SourceFolder.good(folder)
                .with("customers.csv", customers("9,\n".repeat(53).replace("9", "x")));

        var source = new SourceFiles(folder, RULES);

        assertThat(source.read()).isEmpty();
        assertThat(source.badRows().report())
                .hasSize(52)
                .endsWith("… and 3 more", "53 problems: nothing was sent");
    }

    @Test
    void a_missing_file_is_one_problem_and_not_one_for_every_row_that_refers_to_it()
            throws IOException {
        SourceFolder.good(folder);
        Files.delete(folder.resolve("customers.csv"));

        assertProblems("customers.csv: there is no such file in " + folder, NOTHING_SENT);
    }

    @Test
    void a_missing_column_is_one_problem() throws IOException {
        SourceFolder.good(folder).with("accounts.csv", "account_id,customer_id\n70,7\n80,8\n");

        assertProblems("accounts.csv:1: there is no column opened_on", NOTHING_SENT);
    }

    @Test
    void a_repeated_column_is_refused() throws IOException {
        SourceFolder.good(folder).with("customers.csv", "customer_id,city,city\n7,a,b\n8,a,b\n");

        var source = new SourceFiles(folder, RULES);

        assertThat(source.read()).isEmpty();
        assertThat(source.badRows().report().getFirst())
                .startsWith("customers.csv:1: bad header: ")
                .contains("city");
    }

    @Test
    void an_empty_file_lacks_its_columns() throws IOException {
        SourceFolder.good(folder).with("customers.csv", "");

        assertProblems(
                "customers.csv:1: there is no column customer_id",
                "customers.csv:1: there is no column city",
                "2 problems: nothing was sent");
    }

    @Test
    void an_open_quote_is_reported_where_its_row_begins() throws IOException {
        SourceFolder.good(folder).with("customers.csv", customers("9,\"Brno"));

        var source = new SourceFiles(folder, RULES);

        assertThat(source.read()).isEmpty();
        assertThat(source.badRows().report().getFirst())
                .startsWith("customers.csv:4: is not CSV: ");
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws IOException {
        SourceFolder.good(folder);
        byte[] latin = {
            'c', 'u', 's', 't', 'o', 'm', 'e', 'r', '_', 'i', 'd', ',', 'c', (byte) 0xe1
        };
        Files.write(folder.resolve("customers.csv"), latin);

        assertProblems("customers.csv: is not UTF-8", NOTHING_SENT);
    }

    private void assertProblems(String... report) {
        var source = new SourceFiles(folder, RULES);
        assertThat(source.read()).isEmpty();
        assertThat(source.badRows().report()).isEqualTo(List.of(report));
    }

    private static String customers(String rows) {
        return SourceFolder.CUSTOMERS + rows + "\n";
    }

    private static String accounts(String rows) {
        return SourceFolder.ACCOUNTS + rows + "\n";
    }

    /** A file of one transaction, good but for one field. */
    private static String transaction(String badColumn, String badValue) {
        List<String> columns =
                List.of(SourceFolder.TRANSACTIONS.lines().findFirst().orElseThrow().split(",", -1));
        List<String> good =
                List.of("1", "70", "1993-01-03", "cash_deposit", "6.00", "6.00", "", "");
        var row =
                Stream.iterate(0, i -> i + 1)
                        .limit(columns.size())
                        .map(i -> columns.get(i).equals(badColumn) ? badValue : good.get(i))
                        .toList();
        return String.join(",", columns) + "\n" + String.join(",", row) + "\n";
    }
}
