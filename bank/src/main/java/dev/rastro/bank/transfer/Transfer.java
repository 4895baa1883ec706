package dev.rastro.bank.transfer;

import dev.rastro.bank.account.Booking;
import dev.rastro.bank.limit.Limits;

/** Asks to move money between two accounts of one currency. */
public record Transfer(String fromAccountId, String toAccountId, Booking booking) {

    public Transfer {
        Limits.requireId("sender's account id", fromAccountId);
        Limits.requireId("receiver's account id", toAccountId);
    }
}
