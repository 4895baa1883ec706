package dev.rastro.bank.standingorder;

/** How far the dates of a standing order lie apart. Always further than its attempts. */
public enum Interval {
    WEEKLY,
    MONTHLY,
    YEARLY
}
