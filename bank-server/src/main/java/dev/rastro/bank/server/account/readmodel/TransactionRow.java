package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.shared.readmodel.MovementKind;
import dev.rastro.bank.server.shared.time.EffectiveDay;
import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * One movement of money on one account. Amounts are in minor units and never negative; the kind
 * says the direction.
 *
 * @param counterparty the other account of a transfer
 * @param effectiveDate the day it was recorded, in UTC, when the command named no other
 */
public record TransactionRow(
        String accountId,
        long version,
        long position,
        UUID transactionId,
        MovementKind kind,
        long amount,
        long balanceAfter,
        String description,
        @Nullable Counterparty counterparty,
        LocalDate effectiveDate,
        Instant recordedAt) {

    private static final String INITIAL_DEPOSIT = "Initial deposit";

    /** The movement in an event; empty if it moves nothing. */
    static Optional<TransactionRow> of(
            RecordedEvent recorded, AccountEvent event, AccountRow after) {
        return movement(event).map(movement -> row(recorded, after, movement));
    }

    private static Optional<Movement> movement(AccountEvent event) {
        return switch (event) {
            case AccountOpened it when it.transactionId() != null ->
                    Optional.of(
                            new Movement(
                                    it.transactionId(),
                                    MovementKind.INITIAL_DEPOSIT,
                                    it.initialDeposit(),
                                    INITIAL_DEPOSIT,
                                    null,
                                    it.effectiveDate()));
            case AccountOpened it -> Optional.empty();
            case MoneyDeposited(var id, var amount, var text, var date, var metadata) ->
                    Optional.of(new Movement(id, MovementKind.DEPOSIT, amount, text, null, date));
            case MoneyWithdrawn(var id, var amount, var text, var date, var metadata) ->
                    Optional.of(
                            new Movement(id, MovementKind.WITHDRAWAL, amount, text, null, date));
            case TransferReceived(
                            var id,
                            var other,
                            var amount,
                            var text,
                            var date,
                            var metadata) ->
                    Optional.of(
                            new Movement(
                                    id, MovementKind.TRANSFER_RECEIVED, amount, text, other, date));
            case TransferSent(var id, var other, var amount, var text, var date, var metadata) ->
                    Optional.of(
                            new Movement(
                                    id, MovementKind.TRANSFER_SENT, amount, text, other, date));
            case AccountClosed closed -> Optional.empty();
        };
    }

    private record Movement(
            UUID id,
            MovementKind kind,
            Money amount,
            String description,
            @Nullable Counterparty counterparty,
            @Nullable LocalDate effectiveDate) {}

    private static TransactionRow row(RecordedEvent recorded, AccountRow after, Movement movement) {
        return new TransactionRow(
                after.accountId(),
                recorded.version(),
                recorded.position(),
                movement.id(),
                movement.kind(),
                movement.amount().minorUnits(),
                after.balance(),
                movement.description(),
                movement.counterparty(),
                EffectiveDay.of(recorded, movement.effectiveDate()),
                recorded.recordedAt());
    }
}
