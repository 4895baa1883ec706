package dev.rastro.engine.command;

import dev.rastro.engine.event.StreamName;

/** Other writers won every attempt. Nothing was written; trying later is right. */
public final class TooMuchContentionException extends RuntimeException {

    TooMuchContentionException(StreamName stream, int attempts) {
        super("%s: lost to other writers %d times in a row".formatted(stream, attempts));
    }
}
