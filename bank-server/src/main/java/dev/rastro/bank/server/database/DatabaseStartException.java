package dev.rastro.bank.server.database;

/** Our own PostgreSQL does not start. The message says why, for people. */
public final class DatabaseStartException extends RuntimeException {

    DatabaseStartException(String message) {
        super(message);
    }

    DatabaseStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
