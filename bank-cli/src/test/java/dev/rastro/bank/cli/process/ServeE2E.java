package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rastro.embedded.DataFolders;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The embedded database's server, from its start to its end. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServeE2E {

    @TempDir Path temporary;

    private final List<RastroProcess> started = new ArrayList<>();

    @AfterEach
    void stop_what_is_left() {
        started.forEach(RastroProcess::close);
    }

    @Test
    void it_says_where_everything_is_stops_in_good_order_and_finds_its_data_again()
            throws Exception {
        var first = serve();
        var account = first.bank().openAccount();
        assertThat(first.bank().post(account + "/deposit", "{\"amount\": \"12.34\"}").status())
                .isEqualTo(201);
        assertThat(first.out())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("data       " + data().toRealPath()),
                        line ->
                                assertThat(line)
                                        .matches(
                                                "PostgreSQL 18\\.\\d+, fsync=on"
                                                    + " synchronous_commit=on full_page_writes=on"),
                        line -> assertThat(line).matches("serving    http://127\\.0\\.0\\.1:\\d+"),
                        line -> assertThat(line).matches("ready      in \\d+ ms; .*"));
        assertThat(log().postmasterFile()).exists();

        first.terminate();

        assertThat(first.exitStatus()).isEqualTo(143);
        assertThat(first.out().getLast()).isEqualTo("stopped");
        assertThat(first.err()).isEmpty();
        assertThat(log().postmasterFile()).doesNotExist();

        var second = serve();
        assertThat(second.bank().get(account).get("balance")).isEqualTo("12.34");
        second.terminate();
        assertThat(second.exitStatus()).isEqualTo(143);
    }

    @Test
    void ctrl_c_stops_it_in_good_order() throws Exception {
        assumeThat(ignoresInterrupts())
                .as("these tests run in the background, where Ctrl-C does not reach")
                .isFalse();
        var server = serve();
        server.url();

        server.interrupt();

        assertThat(server.exitStatus()).isEqualTo(130);
        assertThat(server.out().getLast()).isEqualTo("stopped");
        assertThat(log().postmasterFile()).doesNotExist();
    }

    /** A child inherits what its parent ignores; bit 1 of the mask is SIGINT. */
    private static boolean ignoresInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> line.substring("SigIgn:".length()).strip())
                        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 2) != 0);
    }

    @Test
    void a_signal_during_the_start_leaves_no_database_running() throws Exception {
        var server = serve();
        Awaitility.await("PostgreSQL started")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> Files.exists(log().postmasterFile()));
        assertThat(server.out()).as("the start is not over").isEmpty();

        server.terminate();

        assertThat(server.exitStatus()).isEqualTo(143);
        assertThat(server.out().getLast()).isEqualTo("stopped");
        assertThat(log().postmasterFile()).doesNotExist();
    }

    @Test
    void a_folder_or_a_port_in_use_is_refused_in_one_line_and_the_first_server_goes_on()
            throws Exception {
        DataFolders.startedBefore(data());
        var first = serve();
        var url = first.url();
        var port = url.substring(url.lastIndexOf(':') + 1);
        var other = temporary.resolve("other");

        var sameFolder = serve();
        assertThat(sameFolder.exitStatus()).isEqualTo(1);
        assertThat(sameFolder.err())
                .singleElement()
                .asString()
                .startsWith("rastro: The data directory " + data().toRealPath() + " is in use by");
        var samePort = keep(RastroProcess.serve(other, Integer.parseInt(port)));
        assertThat(samePort.exitStatus()).isEqualTo(1);
        assertThat(samePort.err())
                .containsExactly(
                        "rastro: cannot listen on 127.0.0.1 port %s: Address already in use"
                                .formatted(port));
        assertThat(other).as("what cannot serve starts no database").doesNotExist();

        assertThat(first.bank().get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void a_bank_in_earnest_takes_no_demo() throws Exception {
        DataFolders.startedBefore(data());
        var server = serve();
        assertThat(server.bank().get("/api/v1/admin/demo").get("allowed")).isEqualTo("false");

        var refused = server.bank().post("/api/v1/admin/demo", "{}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.get("code")).isEqualTo("demo_not_allowed");
        assertThat(server.bank().get("/api/v1/events").body().path("items").isEmpty()).isTrue();
    }

    @Test
    void a_folder_that_cannot_be_used_is_refused_in_one_line() throws Exception {
        var file = Files.writeString(temporary.resolve("file"), "not a folder");

        var server = keep(RastroProcess.serve(file, 0));

        assertThat(server.exitStatus()).isEqualTo(1);
        assertThat(server.err())
                .singleElement()
                .asString()
                .startsWith("rastro: Cannot use the data directory " + file);
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private EmbeddedLog log() {
        return new EmbeddedLog(data());
    }

    private RastroProcess serve() {
        return keep(RastroProcess.serve(data(), 0));
    }

    private RastroProcess keep(RastroProcess process) {
        started.add(process);
        return process;
    }
}
