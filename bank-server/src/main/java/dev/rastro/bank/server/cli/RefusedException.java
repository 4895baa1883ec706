package dev.rastro.bank.server.cli;

/** A running bank refused, or did not answer; the message says what it is. */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
