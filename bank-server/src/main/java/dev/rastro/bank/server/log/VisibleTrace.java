package dev.rastro.bank.server.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

import org.jspecify.annotations.Nullable;

import java.util.stream.Stream;

/** Where an exception comes from, a line for each place and one for each message. */
public final class VisibleTrace extends ThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new Visible(thrown));
    }

    /** The same, whose messages have no more than one line. */
    private record Visible(IThrowableProxy thrown) implements IThrowableProxy {

        private static @Nullable IThrowableProxy of(@Nullable IThrowableProxy thrown) {
            return thrown == null ? null : new Visible(thrown);
        }

        private static @Nullable String line(@Nullable String text) {
            return text == null ? null : VisibleText.line(text);
        }

        @Override
        public @Nullable String getMessage() {
            return line(thrown.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return line(thrown.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return of(thrown.getCause());
        }

        @Override
        public IThrowableProxy[] getSuppressed() {
            return Stream.ofNullable(thrown.getSuppressed())
                    .flatMap(Stream::of)
                    .map(Visible::new)
                    .toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }
    }
}
