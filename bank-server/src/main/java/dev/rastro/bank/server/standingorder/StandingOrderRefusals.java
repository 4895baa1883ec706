package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.server.shared.command.AccountRefusals;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.bank.standingorder.StandingOrderRejection;
import dev.rastro.web.problem.Problem;

/** Reasons as problems. No {@code default}: a new reason must get a code to compile. */
final class StandingOrderRefusals {

    private StandingOrderRefusals() {}

    static Problem of(StandingOrderRejection reason) {
        return switch (reason) {
            case StandingOrderRejection.OrderNotFound(var id) ->
                    ProblemCode.STANDING_ORDER_NOT_FOUND.because(
                            "there is no standing order " + id);
            case StandingOrderRejection.OrderExists(var id) ->
                    ProblemCode.STANDING_ORDER_EXISTS.because(
                            "standing order %s was scheduled before".formatted(id));
            case StandingOrderRejection.OrderEnded(var id) ->
                    ProblemCode.STANDING_ORDER_ENDED.because(
                            "standing order %s was cancelled or completed".formatted(id));
            case StandingOrderRejection.AccountsNotEligible(var accounts) ->
                    AccountRefusals.of(accounts);
            case StandingOrderRejection.FirstDatePassed(var first, var today) ->
                    ProblemCode.INVALID_SCHEDULE.because(
                            "the first date, %s, is before today, %s".formatted(first, today));
            case StandingOrderRejection.LastDateBeforeFirst(var first, var last) ->
                    ProblemCode.INVALID_SCHEDULE.because(
                            "the last date, %s, is before the first, %s".formatted(last, first));
            case StandingOrderRejection.NotDue notDue ->
                    throw new IllegalStateException("nobody asks over HTTP for " + notDue);
        };
    }
}
