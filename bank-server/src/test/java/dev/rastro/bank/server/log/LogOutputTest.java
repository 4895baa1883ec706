package dev.rastro.bank.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the server logs, as its own settings say. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogOutputTest {

    /** C0, DEL, C1, line separators, and what turns the direction of writing. */
    private static final String HOSTILE =
            IntStream.of(0x2028, 0x2029, 0x61c, 0x200e, 0x200f)
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining())
                    + characters(0, 0x1f)
                    + characters(0x7f, 0x9f)
                    + characters(0x202a, 0x202e)
                    + characters(0x2066, 0x2069);

    private static final String FORGED = "\n2026-01-01T00:00:00.000Z ERROR Bank: all is lost";

    private static String characters(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void a_message_is_one_line_whatever_it_holds() throws Exception {
        var said = said("cannot open /a" + HOSTILE + FORGED + " Café", null);

        assertThat(said).endsWith(" Café\n").contains("\\u001b", "\\u009b", "\\u202e", "\\u000a");
        assertThat(said.lines()).hasSize(1);
        assertThatNothingIsHidden(said);
    }

    @Test
    void messages_of_exceptions_and_of_their_causes_are_one_line_each() throws Exception {
        var failure = new IllegalStateException("outer" + HOSTILE + FORGED);
        failure.initCause(new IOException("inner" + HOSTILE + FORGED));
        failure.addSuppressed(new IOException("beside" + HOSTILE + FORGED));

        var said = said("it failed", failure);

        assertThat(said.lines())
                .allMatch(line ->
                        line.contains(" WARN  Test: it failed")
                                || line.startsWith("java.lang.IllegalStateException: outer")
                                || line.startsWith("Caused by: java.io.IOException: inner")
                                || line.startsWith("\tSuppressed: java.io.IOException: beside")
                                || line.matches("\t+(at|\\.\\.\\.) .*"))
                .anyMatch(line -> line.startsWith("Caused by: "))
                .anyMatch(line -> line.startsWith("\tSuppressed: "))
                .anyMatch(line -> line.startsWith("\tat " + LogOutputTest.class.getName()));
        assertThatNothingIsHidden(said.replace("\t", ""));
    }

    private static void assertThatNothingIsHidden(String said) {
        assertThat(said.replace("\n", "").chars()).noneMatch(c -> HOSTILE.indexOf(c) >= 0);
    }

    private static String said(String message, @Nullable Throwable thrown) throws Exception {
        var context = new LoggerContext();
        var settings = new JoranConfigurator();
        settings.setContext(context);
        settings.doConfigure(
                Objects.requireNonNull(LogOutputTest.class.getResource("/logback.xml")));
        var appender =
                (OutputStreamAppender<ILoggingEvent>)
                        context.getLogger("ROOT").getAppender("STDERR");
        var logger = context.getLogger("dev.rastro.Test");
        var event = new LoggingEvent("here", logger, Level.WARN, message, thrown, null);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
