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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The disk of the embedded database fills up, and gets room again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullDiskE2E {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String DEPOSIT = "{\"amount\": \"1.00\"}";
    private static final String ACCOUNTS = "/api/v1/admin/projections/accounts";
    private static final int MIB = 1 << 20;

    @TempDir Path temporary;

    private final List<RastroProcess> started = new ArrayList<>();
    private boolean mounted;

    @AfterEach
    void stop_what_is_left() throws Exception {
        started.forEach(RastroProcess::close);
        if (mounted) {
            assertThat(run("umount", disk().toString())).isZero();
        }
    }

    @Test
    void with_less_room_than_is_to_be_kept_free_it_reads_and_refuses_to_write() throws Exception {
        var first = serve(temporary, 0);
        var account = first.bank().openAccount();
        assertThat(first.bank().post(account + "/deposit", DEPOSIT).status()).isEqualTo(201);
        first.terminate();
        assertThat(first.exitStatus()).isEqualTo(143);

        var bank = serve(temporary, Integer.MAX_VALUE).bank();

        var refused = bank.post(account + "/deposit", DEPOSIT);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.get("code")).isEqualTo("storage_full");
        assertThat(bank.post(ACCOUNTS + "/rebuild", "{}").get("code")).isEqualTo("storage_full");
        assertThat(bank.post(ACCOUNTS + "/drop-retired", "").status()).isEqualTo(200);
        assertThat(bank.get(account).get("balance")).isEqualTo("1.00");
        assertThat(bank.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void a_rebuild_that_was_begun_stands_still_without_room_and_ends_with_it() throws Exception {
        var first = serve(temporary, 0);
        var account = first.bank().openAccount();
        assertThat(first.bank().post(ACCOUNTS + "/pause", "").status()).isEqualTo(200);
        assertThat(first.bank().post(ACCOUNTS + "/rebuild", "{}").status()).isEqualTo(202);
        stop(first);

        var full = serve(temporary, Integer.MAX_VALUE);
        assertThat(full.bank().post(ACCOUNTS + "/resume", "").status()).isEqualTo(200);
        Awaitility.await("it stands still")
                .during(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> serving(full.bank()) == 1);
        stop(full);

        var last = serve(temporary, 0).bank();
        Awaitility.await("it is built").atMost(SOON).until(() -> serving(last) == 2);
        assertThat(last.get(account).status()).isEqualTo(200);
    }

    private static int serving(BankOverHttp bank) throws Exception {
        return bank.get(ACCOUNTS).body().at("/serving/generation").asInt();
    }

    private static void stop(RastroProcess server) throws InterruptedException {
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
    }

    @Test
    void a_disk_that_is_filled_by_others_is_left_to_what_is_under_way() throws Exception {
        mountDisk();
        var bank = serve(disk(), 50).bank();
        var account = bank.openAccount();
        assertThat(bank.post(account + "/deposit", DEPOSIT).status()).isEqualTo(201);

        var ballast = fillUp();
        Awaitility.await("writes are refused")
                .atMost(SOON)
                .until(() ->
                        bank.post(account + "/deposit", DEPOSIT)
                                .get("code")
                                .equals("storage_full"));
        assertThat(bank.get(account).status()).isEqualTo(200);

        Files.delete(ballast);
        Awaitility.await("writes go on")
                .atMost(SOON)
                .until(() -> bank.post(account + "/deposit", DEPOSIT).status() == 201);
    }

    @Test
    void a_database_that_ended_for_want_of_room_goes_on_when_there_is_some() throws Exception {
        mountDisk();
        var server = serve(disk(), 0);
        var bank = server.bank();
        var account = bank.openAccount();

        var ballast = fillUp();
        int deposits = 0;
        while (bank.post(account + "/deposit", DEPOSIT, "key-" + deposits).status() == 201) {
            deposits++;
            takeRoomForTheLog();
        }
        Files.delete(ballast);

        var key = "key-" + deposits;
        Awaitility.await("the same one goes on")
                .atMost(SOON)
                .until(() -> bank.post(account + "/deposit", DEPOSIT, key).status() == 201);
        var last = bank.post(account + "/deposit", DEPOSIT);
        assertThat(bank.get(account + "?min_position=" + last.position()).get("balance"))
                .isEqualTo(deposits + 2 + ".00");
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
    }

    /** What is written next needs a new file of the write-ahead log. */
    private void takeRoomForTheLog() throws IOException {
        try {
            new EmbeddedLog(disk().resolve("data")).execute("SELECT pg_switch_wal()");
        } catch (SQLException e) {
            assertThat(e.getMessage()).as("it ends").isNotNull();
        }
    }

    private void mountDisk() throws Exception {
        Files.createDirectory(disk());
        mounted = run("mount", "-t", "tmpfs", "-o", "size=400m", "none", disk().toString()) == 0;
        assumeThat(mounted).as("a disk of our own takes root to mount").isTrue();
    }

    /** To the last byte. */
    private Path fillUp() throws IOException {
        var ballast = disk().resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[MIB]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
        return ballast;
    }

    private Path disk() {
        return temporary.resolve("disk");
    }

    private RastroProcess serve(Path parent, int reserveMegabytes) {
        var data = parent.resolve("data");
        if (Files.notExists(data)) {
            DataFolders.startedBefore(data);
        }
        var process =
                RastroProcess.start(
                        "serve",
                        "--port=0",
                        "--data",
                        data.toString(),
                        "--reserve-megabytes=" + reserveMegabytes);
        started.add(process);
        return process;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
