package dev.rastro.bank.server.shared.readmodel;

/** How money moves. Stored and shown by its name in lower case. */
public enum MovementKind {
    INITIAL_DEPOSIT,
    DEPOSIT,
    WITHDRAWAL,
    TRANSFER_RECEIVED,
    TRANSFER_SENT;

    /** Whether the money comes to the account. */
    public boolean isCredit() {
        return switch (this) {
            case INITIAL_DEPOSIT, DEPOSIT, TRANSFER_RECEIVED -> true;
            case WITHDRAWAL, TRANSFER_SENT -> false;
        };
    }

    /** Whether the other side is an account too. */
    public boolean isTransfer() {
        return switch (this) {
            case TRANSFER_RECEIVED, TRANSFER_SENT -> true;
            case INITIAL_DEPOSIT, DEPOSIT, WITHDRAWAL -> false;
        };
    }
}
