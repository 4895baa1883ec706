package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.embedded.DataFolders;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Read models are built anew while clients write, and the power goes in the middle. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledRebuildE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int WRITERS = 8;
    private static final int EVENTS_PER_ACCOUNT = Integer.getInteger("rastro.events", 6_000);
    private static final String PROJECTIONS = "/api/v1/admin/projections";
    private static final List<String> NAMES = List.of("accounts", "customers");

    @TempDir Path temporary;

    private final List<RastroProcess> started = new ArrayList<>();
    private final AtomicBoolean up = new AtomicBoolean(true);
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();

    @AfterEach
    void stop_what_is_left() {
        started.forEach(RastroProcess::close);
        log().stopLeftBehind();
    }

    @Test
    void a_rebuild_under_eight_writers_survives_a_kill_and_ends_with_equal_rows() throws Exception {
        DataFolders.startedBefore(log().data());
        var server = serve(0);
        int port = URI.create(server.url()).getPort();
        var accounts = accounts(server.bank());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var clients =
                        accounts.stream()
                                .map(account ->
                                        threads.submit(() -> {
                                            writeAndRead(port, account);
                                            return account;
                                        }))
                                .toList();
                long reached = killDuringRebuild(server);
                restart(port, reached);
                Awaitility.await("every writer has written and read")
                        .atMost(SOON)
                        .until(() ->
                                clients.stream().anyMatch(Future::isDone)
                                        || Math.min(writes.get(), reads.get()) > WRITERS * 10L);
                done.set(true);
                for (var client : clients) {
                    assertThat(client.get()).isNotEmpty();
                }
            } finally {
                done.set(true);
            }
        }
        assertThat(writes.get()).isGreaterThan(WRITERS * 10L);
        assertThat(reads.get()).isGreaterThan(WRITERS * 10L);
    }

    private List<String> accounts(BankOverHttp bank) throws Exception {
        var accounts = new ArrayList<String>();
        for (int i = 0; i < WRITERS; i++) {
            var account = bank.openAccount();
            log().deposit(account.substring(account.lastIndexOf('/') + 1), EVENTS_PER_ACCOUNT);
            accounts.add(account);
        }
        long head = log().position();
        Awaitility.await("the first tables")
                .atMost(SOON)
                .until(() ->
                        bank.get(PROJECTIONS + "/accounts").body().get("position").asLong()
                                >= head);
        return accounts;
    }

    /** While the server is up, no read may fail; a write that a kill interrupts may. */
    private void writeAndRead(int port, String account) throws InterruptedException {
        var bank = new BankOverHttp("http://127.0.0.1:" + port);
        while (!done.get()) {
            boolean wasUp = up.get();
            try {
                var written = bank.post(account + "/deposit", "{\"amount\": \"0.01\"}");
                writes.addAndGet(written.status() == 201 ? 1 : 0);
                var read = bank.get(account);
                if (wasUp && up.get()) {
                    assertThat(read.status()).as(read.toString()).isEqualTo(200);
                    reads.incrementAndGet();
                }
            } catch (IOException e) {
                assertThat(wasUp && up.get()).as(e.toString()).isFalse();
            }
        }
    }

    private long killDuringRebuild(RastroProcess server) throws Exception {
        var bank = server.bank();
        for (var name : NAMES) {
            var begun = bank.post(PROJECTIONS + "/" + name + "/rebuild", "{\"compare\": true}");
            assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        }
        var reached = new AtomicLong();
        Awaitility.await("the middle of the rebuild")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    var rebuild = bank.get(PROJECTIONS + "/accounts").body().get("rebuild");
                    reached.set(rebuild.path("position").asLong(-1));
                    return reached.get() > 0;
                });
        up.set(false);
        server.kill();
        return reached.get();
    }

    private void restart(int port, long reached) throws Exception {
        var bank = serve(port).bank();
        up.set(true);
        var first = bank.get(PROJECTIONS + "/accounts").body();
        assertThat(
                        first.path("serving").path("generation").asInt() == 2
                                || first.path("rebuild").path("position").asLong(-1) >= reached)
                .as("goes on from %d: %s", reached, first)
                .isTrue();
        for (var name : NAMES) {
            Awaitility.await("equal rows of " + name)
                    .atMost(SOON)
                    .until(() ->
                            bank.get(PROJECTIONS + "/" + name)
                                            .body()
                                            .at("/serving/generation")
                                            .asInt()
                                    == 2);
        }
    }

    private EmbeddedLog log() {
        return new EmbeddedLog(temporary.resolve("data"));
    }

    private RastroProcess serve(int port) {
        var process = RastroProcess.serve(log().data(), port);
        started.add(process);
        return process;
    }
}
