package dev.rastro.bank.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.log.VisibleText;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.CharBuffer;
import java.util.List;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TerminalTest {

    private static final String END = System.lineSeparator();
    private static final String FORGED = "a\u001b[2J\u009b\u007f\u202e\u2028\r\n\tb";
    private static final String SHOWN =
            "a\\u001b[2J\\u009b\\u007f\\u202e\\u2028\\u000d\\u000a\\u0009b";

    private final StringWriter written = new StringWriter();
    private final Terminal terminal = Terminal.of(new PrintWriter(written));

    @Test
    void every_character_that_steers_is_shown_and_no_other_is_changed() {
        var steering =
                IntStream.concat(
                                IntStream.concat(
                                        IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa0)),
                                IntStream.of(
                                        0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b,
                                        0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069))
                        .boxed()
                        .toList();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            var text = String.valueOf((char) c);
            var expected = steering.contains(c) ? "\\u%04x".formatted(c) : text;
            assertThat(VisibleText.line(text)).isEqualTo(expected);
        }
        assertThat(VisibleText.line("Žluťoučký 😀 kůň")).isEqualTo("Žluťoučký 😀 kůň");
    }

    @Test
    void a_value_stays_in_its_line_however_it_is_printed() {
        terminal.println(FORGED);
        terminal.println((Object) FORGED);
        terminal.printf("%s|%-4s|%5d%n", FORGED, List.of("\u001b"), 7);
        terminal.format("%s%n", CharBuffer.wrap(FORGED));

        assertThat(written.toString())
                .isEqualTo(String.join(END, SHOWN, SHOWN, SHOWN + "|[\\u001b]|    7", SHOWN, ""));
    }

    @Test
    void what_is_printed_without_lines_keeps_its_line_ends_and_nothing_else() {
        terminal.print("usage:\n  \u001b[1mx");
        terminal.append('\u009b').append("\u202e", 0, 1);
        terminal.write(new char[] {'\u0007', 'y'});
        terminal.flush();

        assertThat(written.toString()).isEqualTo("usage:\n  \\u001b[1mx\\u009b\\u202e\\u0007y");
    }

    @Test
    void a_stack_trace_is_readable_and_its_messages_stay_in_their_lines() {
        new IllegalStateException(FORGED).printStackTrace(terminal);

        var lines = written.toString().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("java.lang.IllegalStateException: " + SHOWN);
        assertThat(lines.get(1)).startsWith("    at dev.rastro.");
    }
}
