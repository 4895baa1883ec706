package dev.rastro.bank.account;

import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** What happened to an account. Recorded for ever: a changed form needs a new schema version. */
public sealed interface AccountEvent {

    /**
     * @param transactionId of the initial deposit; null if that is zero
     */
    record AccountOpened(
            String ownerName,
            @Nullable String customerId,
            Currency currency,
            Money initialDeposit,
            Money overdraftLimit,
            @Nullable String externalId,
            @Nullable UUID transactionId,
            @Nullable LocalDate effectiveDate,
            Map<String, String> metadata)
            implements AccountEvent {}

    record MoneyDeposited(
            UUID transactionId,
            Money amount,
            String description,
            @Nullable LocalDate effectiveDate,
            Map<String, String> metadata)
            implements AccountEvent {}

    record MoneyWithdrawn(
            UUID transactionId,
            Money amount,
            String description,
            @Nullable LocalDate effectiveDate,
            Map<String, String> metadata)
            implements AccountEvent {}

    /** Recorded together with {@link TransferReceived} of the same transaction. */
    record TransferSent(
            UUID transactionId,
            Counterparty counterparty,
            Money amount,
            String description,
            @Nullable LocalDate effectiveDate,
            Map<String, String> metadata)
            implements AccountEvent {}

    /** Recorded together with {@link TransferSent} of the same transaction. */
    record TransferReceived(
            UUID transactionId,
            Counterparty counterparty,
            Money amount,
            String description,
            @Nullable LocalDate effectiveDate,
            Map<String, String> metadata)
            implements AccountEvent {}

    record AccountClosed(@Nullable String reason) implements AccountEvent {}
}
