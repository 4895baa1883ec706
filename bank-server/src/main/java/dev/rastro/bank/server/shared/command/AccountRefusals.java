package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;

/**
 * The reasons of accounts, which others may have, too, as problems. No {@code default}: a new
 * reason must get a code to compile.
 */
public final class AccountRefusals {

    private AccountRefusals() {}

    public static Problem of(AccountRejection reason) {
        return switch (reason) {
            case AccountRejection.AccountNotFound(var id) ->
                    ProblemCode.ACCOUNT_NOT_FOUND.because("there is no account " + id);
            case AccountRejection.AccountExists(var id) ->
                    ProblemCode.ACCOUNT_EXISTS.because(
                            "account %s was opened before".formatted(id));
            case AccountRejection.AccountClosed(var id) ->
                    ProblemCode.ACCOUNT_CLOSED.because("account %s is closed".formatted(id));
            case AccountRejection.CustomerNotFound(var id) ->
                    ProblemCode.CUSTOMER_NOT_FOUND.because("there is no customer " + id);
            case AccountRejection.CustomerArchived(var id) ->
                    ProblemCode.CUSTOMER_ARCHIVED.because("customer %s is archived".formatted(id));
            case AccountRejection.SameAccount(var id) ->
                    ProblemCode.SAME_ACCOUNT.because(
                            "money cannot move from account %s to itself".formatted(id));
            case AccountRejection.InvalidAmount(var amount) ->
                    HttpProblem.INVALID_AMOUNT.because(
                            "%s is not more than zero".formatted(amount));
            case AccountRejection.CurrencyMismatch(var expected, var actual) ->
                    ProblemCode.CURRENCY_MISMATCH.because(
                            "the account is in %s, not in %s".formatted(expected, actual));
            case AccountRejection.EffectiveDateInFuture tooFar -> inFuture(tooFar);
            case AccountRejection.ExternalIdTaken(var id) -> externalIdTaken(id);
            case AccountRejection.BalanceOverflow(var id) ->
                    ProblemCode.BALANCE_OVERFLOW.because(
                            "the balance of account %s would be more than can be counted"
                                    .formatted(id));
            case AccountRejection.InsufficientFunds(var available) ->
                    ProblemCode.INSUFFICIENT_FUNDS
                            .because("%s is available".formatted(available))
                            .with("available", available.decimal());
            case AccountRejection.EntriesPending entries -> pending(entries);
            case AccountRejection.BalanceNotZero(var balance) ->
                    ProblemCode.BALANCE_NOT_ZERO
                            .because("the balance is " + balance)
                            .with("balance", balance.decimal());
        };
    }

    private static Problem inFuture(AccountRejection.EffectiveDateInFuture reason) {
        return ProblemCode.EFFECTIVE_DATE_IN_FUTURE
                .because(
                        "%s is after %s, the last day that may be named"
                                .formatted(reason.effectiveDate(), reason.latest()))
                .with("latest", reason.latest().toString());
    }

    private static Problem pending(AccountRejection.EntriesPending reason) {
        return ProblemCode.ENTRIES_PENDING
                .because(
                        "account %s has entries that take effect on later days, the last on %s"
                                .formatted(reason.accountId(), reason.until()))
                .with("until", reason.until().toString());
    }

    private static Problem externalIdTaken(String externalId) {
        return ProblemCode.EXTERNAL_ID_TAKEN.because(
                "external id '%s' belongs to another one".formatted(externalId));
    }
}
