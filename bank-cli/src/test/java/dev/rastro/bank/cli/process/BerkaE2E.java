package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.Berka;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A real bank's books, through the real server. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BerkaE2E {

    @TempDir Path temporary;

    @Test
    void every_balance_of_the_berka_data_matches_and_a_second_import_changes_nothing()
            throws Exception {
        var source = Berka.folder();
        var log = new EmbeddedLog(temporary.resolve("data"));
        try (var server = RastroProcess.serve(log.data(), 0)) {
            importAll(source, server.url());
            long position = log.position();
            assertThat(log.accounts()).hasSize(638);

            importAll(source, server.url());

            assertThat(log.position()).isEqualTo(position);
        }
    }

    private static void importAll(Path source, String url) throws InterruptedException {
        try (var importing = RastroProcess.start("import", source.toString(), "--url", url)) {
            assertThat(importing.exitStatus()).as(importing::words).isZero();
            assertThat(importing.out())
                    .containsExactly(
                            "imported 638 customers, 638 accounts, 10562 transactions: 10562"
                                    + " balances match, 0 differ");
        }
    }
}
