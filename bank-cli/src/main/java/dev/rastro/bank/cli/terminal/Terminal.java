package dev.rastro.bank.cli.terminal;

import dev.rastro.bank.server.log.VisibleText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * Where the command line prints. What it is told to print cannot steer the screen: each value stays
 * in its line, and control characters are shown, not obeyed.
 */
@SuppressWarnings("AnnotateFormatMethod") // The methods are those of PrintWriter.
public final class Terminal extends PrintWriter {

    private static final String START_OF_CLEAN_LINE = "\r\u001b[2K";
    private static final String TAB = "\t";

    private Terminal(Writer out) {
        super(out, true);
    }

    /** The same one for the same writer. */
    public static Terminal of(PrintWriter out) {
        return out instanceof Terminal terminal ? terminal : new Terminal(out);
    }

    public static Terminal out(CommandLine commandLine) {
        return of(commandLine.getOut());
    }

    public static Terminal err(CommandLine commandLine) {
        return of(commandLine.getErr());
    }

    /** The command line, its help and its errors print here from now on. */
    public static CommandLine on(CommandLine commandLine) {
        return commandLine
                .setOut(out(commandLine))
                .setErr(err(commandLine))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }

    /** Draws a line in the place of the one that the cursor is in. */
    public void redraw(String line) {
        clearLine();
        print(VisibleText.line(line));
    }

    /** Makes room for another line where the cursor is. */
    public void clearLine() {
        super.write(START_OF_CLEAN_LINE, 0, START_OF_CLEAN_LINE.length());
    }

    @Override
    public void println(@Nullable String text) {
        super.println(VisibleText.line(String.valueOf(text)));
    }

    /** As stack traces are printed: line by line, most of them with a tab. */
    @Override
    public void println(@Nullable Object value) {
        var text = String.valueOf(value);
        println(text.startsWith(TAB) ? "    " + text.substring(1) : text);
    }

    @Override
    public PrintWriter format(String format, @Nullable Object... values) {
        return super.format(format, visible(values));
    }

    @Override
    public PrintWriter format(Locale locale, String format, @Nullable Object... values) {
        return super.format(locale, format, visible(values));
    }

    @Override
    public PrintWriter printf(String format, @Nullable Object... values) {
        return format(format, values);
    }

    private static @Nullable Object[] visible(@Nullable Object[] values) {
        var visible = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            visible[i] =
                    values[i] instanceof Number number
                            ? number
                            : VisibleText.line(String.valueOf(values[i]));
        }
        return visible;
    }

    @Override
    public void write(String text, int from, int length) {
        var visible = VisibleText.lines(text.substring(from, from + length));
        super.write(visible, 0, visible.length());
    }

    @Override
    public void write(char[] text, int from, int length) {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(int c) {
        write(String.valueOf((char) c), 0, 1);
    }
}
