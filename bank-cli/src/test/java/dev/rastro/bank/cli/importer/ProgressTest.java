package dev.rastro.bank.cli.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.terminal.Terminal;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
    private final StringWriter written = new StringWriter();
    private long nanos = Duration.ofDays(1).toNanos();

    @Test
    void without_a_terminal_there_is_a_plain_line_every_few_seconds_and_one_at_the_end() {
        Progress progress = progress(false);

        progress.begin("transactions", 2_000);
        for (int i = 0; i < 2_000; i++) {
            nanos += Duration.ofMillis(5).toNanos();
            progress.advance();
        }
        progress.end();

        assertThat(written.toString().lines())
                .containsExactly(
                        "transactions 1,000/2,000  200/s  0:05 left",
                        "transactions 2,000/2,000  200/s  in 0:10");
    }

    @Test
    void on_a_terminal_one_line_redraws_itself_at_most_ten_times_a_second() {
        Progress progress = progress(true);

        progress.begin("transactions", 1_000);
        for (int i = 0; i < 500; i++) {
            nanos += Duration.ofMillis(10).toNanos();
            progress.advance();
        }
        progress.end();

        assertThat(written.toString()).containsOnlyOnce(System.lineSeparator());
        String[] drawn = written.toString().split("\r\u001b\\[2K", -1);
        assertThat(drawn).hasSize(1 + 1 + 50);
        assertThat(drawn[51].strip())
                .isEqualTo("████████████░░░░░░░░░░░░ transactions 500/1,000  100/s  0:05 left");
    }

    @Test
    void a_remark_does_not_tear_the_bar() {
        Progress progress = progress(true);

        progress.begin("customers", 10);
        progress.note("no answer");

        assertThat(written.toString())
                .contains("\r\u001b[2Kno answer" + System.lineSeparator() + "\r\u001b[2K░░░");
    }

    private Progress progress(boolean terminal) {
        return new Progress(Terminal.of(new PrintWriter(written)), terminal, () -> nanos);
    }
}
