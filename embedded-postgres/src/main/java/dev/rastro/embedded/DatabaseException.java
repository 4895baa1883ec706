package dev.rastro.embedded;

import java.io.Serial;

/** The database cannot be had; the message is written for the person who started the program. */
public final class DatabaseException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
