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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The embedded database dies under its server. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseOutageE2E {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String DEPOSIT = "{\"amount\": \"1.00\"}";
    private static final int CLIENTS = 8;

    /** It logs by its own settings, not by those of the tests. */
    private static final Map<String, String> AS_DELIVERED =
            Map.of("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=logback.xml");

    @TempDir Path temporary;

    private final List<RastroProcess> started = new ArrayList<>();

    @AfterEach
    void stop_what_is_left() {
        started.forEach(RastroProcess::close);
    }

    @Test
    void it_is_started_again_and_what_was_acknowledged_is_there_once() throws Exception {
        var server = serve();
        var bank = server.bank();
        var account = bank.openAccount();
        var done = new AtomicInteger();
        var enough = new AtomicBoolean();
        var clients = new ArrayList<Future<Integer>>();
        int deposits = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> deposit(bank, account, done, enough)));
            }
            for (int kill = 1; kill <= 3; kill++) {
                awaitMore(done, 50);
                killDatabase();
            }
            awaitMore(done, 50);
            enough.set(true);
            for (var client : clients) {
                deposits += client.get();
            }
        }

        var last = bank.post(account + "/deposit", DEPOSIT);
        assertThat(last.status()).isEqualTo(201);
        var path = account + "?min_position=" + last.position();
        Awaitility.await("the balance").atMost(SOON).until(() -> bank.get(path).status() == 200);
        assertThat(bank.get(path).get("balance")).isEqualTo(deposits + 1 + ".00");
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
        assertThat(log().postmasterFile()).doesNotExist();
        assertThatItIsSaidInLines(server);
    }

    private static void assertThatItIsSaidInLines(RastroProcess server) {
        assertThat(server.err())
                .as("no stack traces")
                .noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by: "))
                .filteredOn(line -> line.contains("projection accounts fails; it is tried again: "))
                .as("once for each time")
                .hasSizeLessThanOrEqualTo(3);
    }

    /** Until it is enough; each is sent again under its key until it is known to be booked. */
    private static int deposit(
            BankOverHttp bank, String account, AtomicInteger done, AtomicBoolean enough)
            throws Exception {
        int deposits = 0;
        while (!enough.get()) {
            var key = "%s-%d".formatted(Thread.currentThread().threadId(), deposits);
            while (bank.post(account + "/deposit", DEPOSIT, key).status() != 201) {
                Thread.sleep(20);
            }
            deposits++;
            done.incrementAndGet();
        }
        return deposits;
    }

    private static void awaitMore(AtomicInteger done, int more) {
        int before = done.get();
        Awaitility.await("commands go on").atMost(SOON).until(() -> done.get() >= before + more);
    }

    @Test
    void while_it_cannot_be_started_everything_is_refused_and_a_stop_waits_for_nothing()
            throws Exception {
        var server = serve();
        var bank = server.bank();
        var account = bank.openAccount();
        var version = takeAway("PG_VERSION");
        killDatabase();

        awaitRefused(bank, account);
        assertThat(bank.get(account).get("code")).isEqualTo("store_unavailable");
        assertThat(bank.get("/health/live").status()).isEqualTo(200);
        assertThat(bank.get("/health/ready").status()).isEqualTo(503);

        Files.move(version, log().data().resolve("postgres-18").resolve("PG_VERSION"));
        Awaitility.await("commands go on")
                .atMost(SOON)
                .until(() -> bank.post(account + "/deposit", DEPOSIT).status() == 201);

        takeAway("PG_VERSION");
        killDatabase();
        awaitRefused(bank, account);
        server.terminate();
        assertThat(server.exitStatus()).isEqualTo(143);
        assertThat(server.out())
                .endsWith(
                        "stopping: no new commands; finishing those in flight",
                        "the database is down: what is in flight is not waited for",
                        "stopped");
    }

    /** At once, and with words that no command gets that was tried. */
    private static void awaitRefused(BankOverHttp bank, String account) {
        Awaitility.await("refused")
                .atMost(SOON)
                .until(() ->
                        bank.post(account + "/deposit", DEPOSIT)
                                .get("detail")
                                .contains("the database is down"));
    }

    @Test
    void when_it_cannot_be_had_again_the_server_ends_and_says_why() throws Exception {
        var server = serve("--restart-seconds=1");
        server.url();
        takeAway("PG_VERSION");

        killDatabase();

        assertThat(server.exitStatus()).isEqualTo(3);
        assertThat(server.err())
                .filteredOn(line -> line.startsWith("rastro: "))
                .singleElement()
                .asString()
                .startsWith(
                        "rastro: The embedded PostgreSQL ended, and could not be started again"
                                + " within 1 s: ")
                .contains("is not a database cluster directory");
    }

    private Path takeAway(String name) throws IOException {
        var file = log().data().resolve("postgres-18").resolve(name);
        return Files.move(file, temporary.resolve("kept"));
    }

    private void killDatabase() throws Exception {
        var postmaster = Files.readAllLines(log().postmasterFile()).getFirst();
        assertThat(new ProcessBuilder("kill", "-KILL", postmaster).start().waitFor()).isZero();
    }

    private EmbeddedLog log() {
        return new EmbeddedLog(temporary.resolve("data"));
    }

    private RastroProcess serve(String... options) {
        DataFolders.startedBefore(log().data());
        var arguments = new ArrayList<>(List.of("serve", "--port=0", "--data"));
        arguments.add(log().data().toString());
        arguments.addAll(List.of(options));
        var process = RastroProcess.start(AS_DELIVERED, arguments.toArray(String[]::new));
        started.add(process);
        return process;
    }
}
