package dev.rastro.bank.cli.serve;

/** The bank cannot be served, and the message says to its user why, in a line. */
public final class StartException extends RuntimeException {

    /** Exit statuses: it could not start; or it served, and the database went away for good. */
    public static final int CANNOT_START = 1;

    public static final int DATABASE_LOST = 3;

    private final int status;

    StartException(String message) {
        super(message);
        this.status = CANNOT_START;
    }

    StartException(String message, Throwable cause) {
        this(message, CANNOT_START, cause);
    }

    StartException(String message, int status, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
