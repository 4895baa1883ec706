package dev.rastro.bank.cli.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.Berka;
import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.cli.importer.SourceFiles.Rules;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Real data stays outside the repository, so this test runs only where it is at hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BerkaFilesTest {

    @Test
    void the_real_bank_is_read_whole_and_its_own_balances_are_the_running_sums() {
        var folder = Berka.folder();
        var source =
                new SourceFiles(
                        folder,
                        new Rules(SourceName.UNNAMED, LocalDate.of(1999, 1, 1), BigDecimal.ZERO));

        ImportPlan plan =
                source.read()
                        .orElseThrow(
                                () -> new AssertionError(source.badRows().report().toString()));

        assertThat(plan.customers()).hasSize(638);
        assertThat(plan.accounts()).hasSize(638);
        assertThat(plan.transactionCount()).isEqualTo(10_562);
        assertThat(plan.accounts()).allSatisfy(BerkaFilesTest::assertBalancesAreRunningSums);
        assertThat(transactions(plan).filter(booked -> booked.balanceAfter().signum() < 0))
                .hasSize(12);
        assertThat(
                        plan.accounts().stream()
                                .filter(account -> account.overdraftLimit().signum() > 0))
                .isNotEmpty();
    }

    private static void assertBalancesAreRunningSums(Account account) {
        BigDecimal balance = BigDecimal.ZERO;
        for (Transaction transaction : account.transactions()) {
            balance = balance.add(transaction.signedAmount());
            assertThat(transaction.balanceAfter()).isEqualByComparingTo(balance);
        }
    }

    private static Stream<Transaction> transactions(ImportPlan plan) {
        return plan.accounts().stream().flatMap(account -> account.transactions().stream());
    }
}
