package dev.rastro.engine.process;

import java.time.Instant;

/** What an event says about the one deadline that its stream may have in a process. */
public sealed interface Timer {

    /** This is the deadline now, in place of any earlier one. */
    record Until(Instant due) implements Timer {}

    /** There is none any more. */
    record Off() implements Timer {}

    /** The event is not about deadlines: what was, stays. */
    record Unchanged() implements Timer {}
}
