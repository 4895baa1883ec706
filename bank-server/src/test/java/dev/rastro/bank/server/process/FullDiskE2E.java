package dev.rastro.bank.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The disk of the embedded database fills up, and gets room again. */
@Timeout(300)
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
    void a_disk_that_is_filled_by_others_loses_nothing_and_writes_go_on_when_there_is_room()
            throws Exception {
        Files.createDirectory(disk());
        mounted = run("mount", "-t", "tmpfs", "-o", "size=400m", "none", disk().toString()) == 0;
        assumeThat(mounted).as("a disk of our own takes root to mount").isTrue();
        var server = serve(disk(), 50);
        var bank = server.bank();
        var account = bank.openAccount();
        assertThat(bank.post(account + "/deposit", DEPOSIT).status()).isEqualTo(201);

        var ballast = fillUp();
        Awaitility.await("writes are refused")
                .atMost(SOON)
                .until(() ->
                        bank.post(account + "/deposit", DEPOSIT)
                                .get("code")
                                .equals("storage_full"));
        var balance = bank.get(account).get("balance");
        assertThat(balance).isNotEmpty();

        Files.delete(ballast);
        Awaitility.await("writes go on")
                .atMost(SOON)
                .until(() -> bank.post(account + "/deposit", DEPOSIT).status() == 201);
        assertThat(server.isAlive()).isTrue();
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
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
        var process =
                RastroProcess.start(
                        "serve",
                        "--port=0",
                        "--data",
                        parent.resolve("data").toString(),
                        "--reserve-megabytes=" + reserveMegabytes);
        started.add(process);
        return process;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
