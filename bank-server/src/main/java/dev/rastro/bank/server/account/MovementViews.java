package dev.rastro.bank.server.account;

import static dev.rastro.bank.server.shared.query.MinorUnits.decimal;

import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.account.timetravel.Movement;
import dev.rastro.bank.server.account.timetravel.TimeTravel.BalancePoint;
import dev.rastro.bank.server.shared.readmodel.MovementKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;

/** Movements and balances as clients see them; the components are the members of the JSON. */
final class MovementViews {

    private MovementViews() {}

    record TransactionView(
            UUID transactionId,
            String kind,
            String amount,
            String balanceAfter,
            String description,
            @Nullable Counterparty counterparty,
            LocalDate effectiveDate,
            Instant recordedAt,
            long version,
            long position) {}

    static TransactionView of(Movement movement, Currency currency) {
        var row = movement.transaction();
        return new TransactionView(
                row.transactionId(),
                name(row.kind()),
                new Money(row.amount(), currency).decimal(),
                decimal(movement.balance(), currency),
                row.description(),
                row.counterparty(),
                row.effectiveDate(),
                row.recordedAt(),
                row.version(),
                row.position());
    }

    private static String name(MovementKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param change what the movement adds to the balance; negative where it takes away
     */
    record ExplainedView(
            UUID transactionId,
            String kind,
            String change,
            String runningTotal,
            String description,
            @Nullable Counterparty counterparty,
            LocalDate effectiveDate,
            Instant recordedAt,
            long version,
            long position) {}

    static ExplainedView explained(Movement movement, Currency currency) {
        var row = movement.transaction();
        var amount = BigDecimal.valueOf(row.amount());
        return new ExplainedView(
                row.transactionId(),
                name(row.kind()),
                decimal(row.kind().isCredit() ? amount : amount.negate(), currency),
                decimal(movement.balance(), currency),
                row.description(),
                row.counterparty(),
                row.effectiveDate(),
                row.recordedAt(),
                row.version(),
                row.position());
    }

    record BalanceView(LocalDate date, String balance) {}

    static BalanceView of(BalancePoint point, Currency currency) {
        return new BalanceView(point.date(), decimal(point.balance(), currency));
    }
}
