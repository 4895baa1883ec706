package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.embedded.DataFolders;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The power goes, again and again; the books stay right. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KillE2E {

    private static final int KILLS = Integer.getInteger("rastro.kills", 3);
    private static final String ALL_MATCH =
            "imported 40 customers, 60 accounts, 3000 transactions: 3000 balances match, 0 differ";

    @TempDir Path temporary;

    private final List<RastroProcess> started = new ArrayList<>();

    @AfterEach
    void stop_what_is_left() {
        started.forEach(RastroProcess::close);
        log().stopLeftBehind();
    }

    @Test
    void an_import_into_a_bank_that_is_killed_again_and_again_books_everything_once()
            throws Exception {
        long seed = Long.getLong("rastro.seed", System.nanoTime());
        System.out.printf("KillE2E: -Drastro.seed=%d%n", seed);
        var random = new Random(seed);
        var source = GeneratedSource.write(temporary.resolve("source"), random);
        assertThat(source.overdrafts()).isPositive();
        DataFolders.startedBefore(log().data());
        var server = keep(RastroProcess.serve(log().data(), 0));
        int port = URI.create(server.url()).getPort();

        var importing = startImport(port);
        int kills = 0;
        for (long position : random.longs(KILLS, 20, 2_800).sorted().toArray()) {
            awaitPosition(position);
            assertThat(importing.isAlive()).as(importing::words).isTrue();
            server.kill();
            if (++kills == KILLS / 2) {
                importing.kill();
                importing = startImport(port);
            }
            server = keep(RastroProcess.serve(log().data(), port));
            server.url();
        }

        assertThat(importing.exitStatus()).as(importing::words).isZero();
        assertThat(importing.out().getLast()).isEqualTo(ALL_MATCH);
        assertThat(log().accounts()).isEqualTo(source.booked());

        long position = log().position();
        var again = startImport(port);
        assertThat(again.exitStatus()).as(again::words).isZero();
        assertThat(again.out().getLast()).isEqualTo(ALL_MATCH);
        assertThat(log().position()).isEqualTo(position);
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
    }

    private void awaitPosition(long position) {
        Awaitility.await("position " + position)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> log().position() >= position);
    }

    private RastroProcess startImport(int port) {
        return keep(
                RastroProcess.start(
                        "import",
                        temporary.resolve("source").toString(),
                        "--url=http://127.0.0.1:" + port,
                        "--parallel=8",
                        "--retry-seconds=120"));
    }

    private EmbeddedLog log() {
        return new EmbeddedLog(temporary.resolve("data"));
    }

    private RastroProcess keep(RastroProcess process) {
        started.add(process);
        return process;
    }
}
