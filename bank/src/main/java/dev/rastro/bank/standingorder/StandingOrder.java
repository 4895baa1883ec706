package dev.rastro.bank.standingorder;

import org.jspecify.annotations.Nullable;

/** What the rules need to know of a standing order. */
public sealed interface StandingOrder {

    record Unscheduled() implements StandingOrder {}

    /**
     * @param next null only until the event follows that ends the order
     */
    record Active(Terms terms, @Nullable Due next) implements StandingOrder {}

    /** Cancelled, or its last date has passed; for ever. */
    record Ended() implements StandingOrder {}
}
