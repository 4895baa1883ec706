package dev.rastro.bank.standingorder;

import java.time.LocalDate;

/**
 * The next attempt to pay one date of a standing order.
 *
 * @param attempt the first is 1
 * @param day on which it is tried, and for which the money counts: for the first attempt the date
 *     itself, however late the program comes to it; for another one the day on which that was to be
 *     made, because before it the money was not there
 */
public record Due(LocalDate date, int attempt, LocalDate day) {

    static Due first(LocalDate date) {
        return new Due(date, 1, date);
    }
}
