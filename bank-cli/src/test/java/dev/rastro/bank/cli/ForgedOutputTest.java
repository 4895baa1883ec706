package dev.rastro.bank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whatever a bank answers or a file holds, it does not steer the terminal. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForgedOutputTest {

    /** Clears the screen, in two ways, and begins a row of its own, in three. */
    private static final String FORGED =
            "\u001b[2J\u009b2J\u202e\u2028\n2026-01-01  deposit\r\u0007";

    private static final String IN_JSON =
            "\\u001b[2J\u009b2J\u202e\u2028\\n2026-01-01  deposit\\r\\u0007";

    /** Every member that a command prints, in one object. */
    private static final String ANYTHING =
            """
            {"items": [{"effective_date": "F", "kind": "F", "change": "F", "running_total": "F",
              "description": "F", "counterparty": {"owner_name": "F"}, "recorded_at": "F",
              "position": 1, "stream": "F", "version": 1, "type": "F", "data": {"F": "F"},
              "name": "F", "state": "F", "lag_events": "F", "lag_millis": "F", "rate": "F",
              "serving": {"generation": "F"}, "rebuild": {"percent": "F", "position": "F"},
              "parked": [{"stream": "F", "first_version": "F", "reason": "F"}],
              "external_id": "F"}],
             "next_cursor": null, "F": "F", "balance": "F", "currency": "F", "state": "F",
             "name": "F", "streams_back": "F", "generations_dropped": "F", "rebuild": null,
             "parked": [{"stream": "F", "first_version": "F", "reason": "F"}], "serving": {}}
            """;

    private HttpServer server;
    private int status = 200;

    @TempDir private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) {
        var json = status == 200 ? ANYTHING : "{\"code\": \"F\", \"detail\": \"F\"}";
        var accept = exchange.getRequestHeaders().getFirst("Accept");
        boolean stream = "text/event-stream".equals(accept) && status == 200;
        var text = stream ? "data: {\"position\": 1, \"version\": 1, \"data\": \"F\"}\n\n" : json;
        byte[] bytes = text.replace("F", IN_JSON).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--url=http://127.0.0.1:" + server.getAddress().getPort();
        var said = new StringWriter();
        var out = new PrintWriter(said);
        int unused = Rastro.run(out, out, all);
        out.flush();
        return said.toString();
    }

    private static void assertShown(String said) {
        assertThat(said).containsIgnoringCase("\\u001b[2J");
        assertHarmless(said);
    }

    private static void assertHarmless(String said) {
        assertThat(said.replace("\n", ""))
                .doesNotContainPattern("[\\p{Cntrl}\\x80-\\x9f\\u202e\\u2028]");
        assertThat(said.lines()).noneMatch(line -> line.startsWith("2026-01-01  deposit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account x",
                "account x --json",
                "account x --explain",
                "account x --explain --json",
                "events",
                "events --json",
                "events --follow --limit=1",
                "events --follow --limit=1 --json",
                "projections",
                "projections --json",
                "projections pause F",
                "projections resume F --json",
                "projections retry x",
                "projections drop-retired x",
                "projections skip x --stream=F --at=1 --reason=F",
            })
    void every_command_shows_what_it_is_answered_and_does_not_obey_it(String command) {
        var arguments = arguments(command);

        assertShown(said(arguments));
        status = 409;
        assertShown(said(arguments));
    }

    private static String[] arguments(String command) {
        return Arrays.stream(command.split(" ", -1))
                .map(argument -> argument.replace("F", FORGED))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F",
                "events F",
                "events --limit=F",
                "events --F",
                "account x --url=F",
                "projections F",
                "import F",
                "import --parallel=F x",
                "import --overdraft-limit=F x",
                "serve --port=F",
                "serve --currency=F",
                "serve --config=F",
                "serve --host=F",
            })
    void an_argument_that_is_repeated_in_an_error_is_shown_and_not_obeyed(String command) {
        var out = new StringWriter();
        var writer = new PrintWriter(out);

        int unused = Rastro.run(writer, writer, arguments(command));
        writer.flush();

        assertShown(out.toString());
    }

    @Test
    void rows_of_a_file_are_shown_and_not_obeyed() throws IOException {
        var quoted = "\"" + FORGED + "\"";
        Files.writeString(folder.resolve("customers.csv"), "customer_id,city\n7,Praha\n");
        Files.writeString(
                folder.resolve("accounts.csv"),
                "account_id,customer_id,opened_on\n70,7," + quoted + "\n");
        Files.writeString(
                folder.resolve("transactions.csv"),
                "transaction_id,account_id,date,kind,amount,balance_after,counterparty_bank,"
                        + "counterparty_account\n1,70,1993-01-03,cash_\u001b[2Jdeposit,1,1,,\n"
                        + quoted
                        + ",70,1993-01-03,interest,1,1,,\n");

        assertHarmless(said("import", folder.toString()));
    }

    @Test
    void what_a_bank_refuses_an_import_with_is_shown_and_not_obeyed() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,city\n7,Praha\n");
        Files.writeString(
                folder.resolve("accounts.csv"),
                "account_id,customer_id,opened_on\n70,7,1993-01-03\n");
        Files.writeString(
                folder.resolve("transactions.csv"),
                "transaction_id,account_id,date,kind,amount,balance_after,counterparty_bank,"
                        + "counterparty_account\n1,70,1993-01-03,interest,1,1,,\n");
        status = 400;

        assertShown(said("import", folder.toString()));
    }
}
