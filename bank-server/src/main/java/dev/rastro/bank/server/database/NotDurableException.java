package dev.rastro.bank.server.database;

import java.util.List;

/** The database may forget what it has confirmed. */
public final class NotDurableException extends Exception {

    NotDurableException(List<String> weaknesses) {
        super(
                "the database may lose confirmed bookings when the power fails: "
                        + String.join(", ", weaknesses));
    }
}
