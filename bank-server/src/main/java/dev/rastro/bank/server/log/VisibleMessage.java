package dev.rastro.bank.server.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** What is logged, in one line: paths, names and words of others can forge no other. */
public final class VisibleMessage extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
        return VisibleText.line(String.valueOf(super.convert(event)));
    }
}
