package dev.rastro.bank.server.demo;

/** The log holds events that are not this demo's, and the demo does not mix with them. */
public final class ForeignDataException extends RuntimeException {

    public ForeignDataException() {
        super(
                "this bank holds events that are not this program's demo; the demo needs an empty"
                        + " one");
    }
}
