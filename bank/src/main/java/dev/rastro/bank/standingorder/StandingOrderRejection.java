package dev.rastro.bank.standingorder;

import dev.rastro.bank.account.AccountRejection;

import java.time.LocalDate;

/**
 * Every reason to refuse a command on standing orders, in order of precedence: when several hold,
 * the caller hears the first of this list.
 */
public sealed interface StandingOrderRejection {

    record OrderNotFound(String orderId) implements StandingOrderRejection {}

    /** Scheduled under this id before. */
    record OrderExists(String orderId) implements StandingOrderRejection {}

    /** Cancelled or completed. */
    record OrderEnded(String orderId) implements StandingOrderRejection {}

    /** The accounts do not allow it, for the reason that takes precedence there. */
    record AccountsNotEligible(AccountRejection reason) implements StandingOrderRejection {}

    record FirstDatePassed(LocalDate firstDate, LocalDate today)
            implements StandingOrderRejection {}

    record LastDateBeforeFirst(LocalDate firstDate, LocalDate lastDate)
            implements StandingOrderRejection {}

    /** Not the next date and attempt of this order, or its day has not come. */
    record NotDue(LocalDate dueDate, int attempt) implements StandingOrderRejection {}
}
