package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.embedded.DataFolders;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whatever keeps a server from starting: it says so in one line, and leaves nothing behind. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailedStartE2E {

    @TempDir Path temporary;

    @Test
    void a_database_that_does_not_know_us() throws Exception {
        var url = TestDatabase.empty().url().replaceFirst("user=[^&]*", "user=nobody");

        assertRefused(serve(url), "the database refuses: FATAL: role \"nobody\" does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE SCHEMA rastro; CREATE TABLE rastro.event () | the database refuses: ERROR:",
                // The last one that is begun, when all others run.
                "CREATE SCHEMA bank_standing_order_deadlines_g1     | the database refuses: project"
            })
    void tables_that_cannot_be_made(String sql, String message) throws Exception {
        var database = TestDatabase.empty();
        database.execute(sql);

        assertRefused(serve(database.url()), message);
    }

    @Test
    void an_address_that_is_not_of_this_machine() throws Exception {
        var data = temporary.resolve("data").toString();
        var server =
                RastroProcess.start(
                        "serve", "--host=192.0.2.1", "--insecure", "--port=0", "--data", data);

        assertThat(server.exitStatus()).isEqualTo(1);
        assertThat(server.err())
                .satisfiesExactly(
                        warning -> assertThat(warning).startsWith("WARNING: listening on"),
                        line ->
                                assertThat(line)
                                        .startsWith("rastro: cannot listen on 192.0.2.1 port 0: "));
    }

    @Test
    void the_embedded_database_is_stopped_again() throws Exception {
        var log = new EmbeddedLog(DataFolders.startedBefore(temporary.resolve("data")));
        try (var server = RastroProcess.serve(log.data(), 0)) {
            server.url();
            log.execute(
                    """
                    UPDATE rastro.migration SET file = 'of the future'
                     WHERE file = (SELECT max(file) FROM rastro.migration)
                    """);
        }

        assertRefused(
                RastroProcess.serve(log.data(), 0),
                "the database has migration of the future, which this program does not know");
        assertThat(log.postmasterFile()).doesNotExist();

        Files.writeString(log.data().resolve("postgres-18.password"), "0".repeat(48));
        assertRefused(
                RastroProcess.serve(log.data(), 0),
                "the database refuses: FATAL: password authentication failed for user");
        assertThat(log.postmasterFile()).doesNotExist();
    }

    private static void assertRefused(RastroProcess server, String message)
            throws InterruptedException {
        assertThat(server.exitStatus()).as(server::words).isEqualTo(1);
        assertThat(server.err()).singleElement().asString().startsWith("rastro: " + message);
        assertThat(server.words()).doesNotContain("serving");
    }

    private static RastroProcess serve(String url) {
        return RastroProcess.start("serve", "--port=0", "--database-url", url);
    }
}
