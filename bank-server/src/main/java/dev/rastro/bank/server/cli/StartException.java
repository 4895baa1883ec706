package dev.rastro.bank.server.cli;

/** The server cannot start, for a reason that its user can mend; the message says what it is. */
final class StartException extends RuntimeException {

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
