package dev.rastro.bank.server.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.database.DataSources;
import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.embedded.EmbeddedDatabase;
import dev.rastro.web.HttpServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;

import javax.sql.DataSource;

/** The roles of docs/OPERATIONS.md, on a database cluster that has none of them yet. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OperationsIT {

    @TempDir private Path folder;

    @Test
    void a_separate_login_can_run_the_bank_and_cannot_edit_the_log() throws Exception {
        try (var database = EmbeddedDatabase.start(folder)) {
            var superuser = new DataSources(database.url());
            for (var statement : sqlOfTheDocument()) {
                execute(superuser.ownerSource(), statement);
            }
            var owner = new DataSources(as(database, "rastro_owner", "choose-one"));
            var server = new DataSources(as(database, "rastro_server", "choose-another"));
            BankServer.migrate(owner.ownerSource());

            assertThat(openAnAccount(server)).isEqualTo(201);
            for (var table : List.of("event", "stream", "receipt")) {
                assertRefused(server.ownerSource(), "DELETE FROM rastro." + table);
                assertRefused(server.writerSource(), "TRUNCATE rastro." + table);
                assertRefused(
                        server.writerSource(),
                        "ALTER TABLE rastro.%s DISABLE TRIGGER append_only".formatted(table));
            }
            assertRefused(server.writerSource(), "UPDATE rastro.event SET actor = 'x'");
        }
    }

    private static List<String> sqlOfTheDocument() throws IOException {
        var document = Files.readString(Path.of("..", "docs", "OPERATIONS.md"));
        int begin = document.indexOf("```sql\n") + "```sql\n".length();
        var sql = document.substring(begin, document.indexOf("```", begin));
        var statements = sql.lines().toList();
        assertThat(statements).hasSizeGreaterThan(3).allMatch(line -> line.endsWith(";"));
        return statements;
    }

    private static String as(EmbeddedDatabase database, String user, String password) {
        var url = database.url();
        return "%srastro?user=%s&password=%s"
                .formatted(url.substring(0, url.lastIndexOf('/') + 1), user, password);
    }

    private static int openAnAccount(DataSources server) throws Exception {
        try (var pool = server.applicationPool(4);
                var bank =
                        BankServer.start(
                                new Database(pool, server.writerSource()),
                                new Settings(Currency.getInstance("USD"), false),
                                HttpServer.Settings.defaults("127.0.0.1", 0));
                var client = HttpClient.newHttpClient()) {
            var url = "http://127.0.0.1:%d/api/v1/accounts".formatted(bank.port());
            var body = HttpRequest.BodyPublishers.ofString("{\"owner_name\": \"Ada\"}");
            var request =
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private static void assertRefused(DataSource database, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> execute(database, sql))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
