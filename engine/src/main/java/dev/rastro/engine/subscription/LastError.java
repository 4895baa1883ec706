package dev.rastro.engine.subscription;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * What a thread that never gives up failed with when it last tried; empty when that went well. The
 * same error is logged once, however often it is met.
 */
public final class LastError {

    private final Logger log;
    private final String message;
    private volatile @Nullable String error;

    /**
     * @param message what is logged with the error
     */
    public LastError(Logger log, String message) {
        this.log = log;
        this.message = message;
    }

    public void set(Throwable cause) {
        var reason = String.valueOf(cause.getMessage());
        if (!reason.equals(error)) {
            log.log(Level.WARNING, message, cause);
        }
        error = reason;
    }

    public void clear() {
        error = null;
    }

    public Optional<String> get() {
        return Optional.ofNullable(error);
    }
}
