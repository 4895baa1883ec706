package dev.rastro.bank.cli.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.importer.FakeBank.Request;
import dev.rastro.bank.cli.importer.FakeBank.Trouble.LostAnswer;
import dev.rastro.bank.cli.importer.FakeBank.Trouble.Status;
import dev.rastro.bank.cli.importer.client.StopSignal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportTroubleTest {
    private static final String ALL_MATCH =
            "imported 2 customers, 2 accounts, 6 transactions: 6 balances match, 0 differ";
    private static final Status BUSY = new Status(503, "0", "overloaded");

    @TempDir private Path path;

    private SourceFolder folder;
    private FakeBank bank;
    private StopSignal stop;

    @BeforeEach
    void open() throws IOException {
        folder = SourceFolder.good(path);
        bank = new FakeBank();
        stop = new StopSignal();
    }

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void a_lost_answer_is_asked_for_again_under_the_same_key_and_booked_once() {
        bank.failWith("import:transaction:3", new LostAnswer(), new LostAnswer());

        CommandRun ended = run();

        assertThat(ended.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(ended.status()).isZero();
        assertThat(bank.booked()).isEqualTo(6);
        List<Request> attempts = bank.requests("import:transaction:3");
        assertThat(attempts).hasSize(3).containsOnly(attempts.getFirst());
    }

    @Test
    void busy_answers_are_retried_under_the_same_key() {
        bank.failWith("import:customer:7", BUSY, new Status(429, null, "too_many_requests"));
        bank.failWith("import:account:70", BUSY, BUSY, new LostAnswer());
        bank.failWith("import:transaction:1", new Status(409, "0", "still_running"), BUSY);

        CommandRun ended = run();

        assertThat(ended.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).contains("trying again for up to 600 s");
        assertThat(bank.requests("import:customer:7")).hasSize(3);
        assertThat(bank.requests("import:account:70")).hasSize(4);
        assertThat(bank.requests("import:transaction:1")).hasSize(3);
        assertThat(bank.accounts()).hasSize(2);
    }

    @Test
    void the_bank_says_how_long_to_wait() {
        bank.failWith("import:transaction:1", new Status(503, "1", "overloaded"));

        long start = System.nanoTime();
        CommandRun ended = run();

        assertThat(ended.status()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_bank_that_stays_away_is_given_up_after_the_given_time() {
        bank.close();

        CommandRun ended = run("--retry-seconds", "1");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("gave up after 1 s: cannot connect");
        assertThat(ended.lastLine())
                .isEqualTo(
                        "imported 0 customers, 0 accounts, 0 transactions: 0 balances match, 0"
                                + " differ");
    }

    @Test
    void a_bank_that_asks_for_more_time_than_we_have_is_given_up_at_once() {
        bank.failWith("import:transaction:3", new Status(503, "3600", "overloaded"));

        CommandRun ended = run();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("HTTP 503");
        assertThat(bank.requests("import:transaction:3")).hasSize(1);
    }

    @Test
    void an_interrupted_import_says_how_to_go_on_and_the_next_run_completes_it() {
        bank.onRequest(request -> {
            if (request.key().equals("import:transaction:3")) {
                stop.interrupt();
            }
        });

        CommandRun interrupted = run();
        assertThat(interrupted.status()).isEqualTo(130);
        assertThat(interrupted.err()).contains("interrupted: run the same command again to go on");
        assertThat(bank.requests("import:transaction:4")).isEmpty();

        bank.onRequest(request -> {});
        stop = new StopSignal();
        CommandRun completed = run();
        assertThat(completed.lastLine()).isEqualTo(ALL_MATCH);
        assertThat(completed.status()).isZero();
        assertThat(bank.booked()).isEqualTo(6);
    }

    @Test
    void an_interrupt_ends_the_waiting_for_an_absent_bank() {
        bank.onRequest(request -> stop.interrupt());
        bank.failWith("import:customer:7", new Status(503, "599", "overloaded"));

        CommandRun ended = run();

        assertThat(ended.status()).isEqualTo(130);
    }

    private CommandRun run(String... options) {
        return CommandRun.of(stop, folder, bank, options);
    }
}
