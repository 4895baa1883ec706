package dev.rastro.bank.account;

import dev.rastro.bank.limit.Limits;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Asks to close an account.
 *
 * @param sweepTo the account that gets what is left; null if nothing may be left
 * @param transactionId of the sweep, if there is one
 * @param today the day on which this is asked
 */
public record CloseAccount(
        String accountId,
        @Nullable String reason,
        @Nullable String sweepTo,
        UUID transactionId,
        LocalDate today) {

    public CloseAccount {
        Limits.requireId("account id", accountId);
        if (reason != null) {
            Limits.requireText("reason", reason, Limits.DESCRIPTION_LENGTH_MAX);
        }
        if (sweepTo != null) {
            Limits.requireId("id of the account to sweep to", sweepTo);
        }
    }
}
