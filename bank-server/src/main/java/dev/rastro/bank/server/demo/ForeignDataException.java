package dev.rastro.bank.server.demo;

/** The log holds events that are not the demo's, and the demo does not mix with them. */
public final class ForeignDataException extends RuntimeException {

    ForeignDataException() {
        super("this bank holds events that are not the demo's; the demo needs an empty one");
    }
}
