package dev.rastro.bank.account;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/**
 * Asks for a new account.
 *
 * @param ownerName given exactly when {@code customerId} is not; otherwise it is the customer's
 * @param transactionId for the initial deposit, unless that is zero
 */
public record OpenAccount(
        String accountId,
        @Nullable String ownerName,
        @Nullable String customerId,
        Currency currency,
        Money initialDeposit,
        Money overdraftLimit,
        @Nullable String externalId,
        UUID transactionId,
        Timing timing,
        Map<String, String> metadata) {

    public OpenAccount {
        Limits.requireId("account id", accountId);
        if ((ownerName == null) == (customerId == null)) {
            throw new IllegalArgumentException("either an owner's name or a customer id");
        }
        if (ownerName != null) {
            Limits.requireNonBlank("owner's name", ownerName, Limits.NAME_LENGTH_MAX);
        }
        if (customerId != null) {
            Limits.requireId("customer id", customerId);
        }
        if (externalId != null) {
            Limits.requireNonBlank("external id", externalId, Limits.EXTERNAL_ID_LENGTH_MAX);
        }
        if (!Money.isCountable(currency)) {
            throw new IllegalArgumentException("no minor units: " + currency);
        }
        metadata = Limits.requireMetadata(metadata);
    }
}
