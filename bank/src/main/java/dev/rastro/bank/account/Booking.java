package dev.rastro.bank.account;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.money.Amount;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/** What every movement of money carries. Whether it is acceptable is for the rules to say. */
public record Booking(
        UUID transactionId,
        Amount amount,
        String description,
        Timing timing,
        Map<String, String> metadata) {

    public Booking {
        Limits.requireText("description", description, Limits.DESCRIPTION_LENGTH_MAX);
        metadata = Limits.requireMetadata(metadata);
    }

    /** With the amount counted in this currency, if it has none of its own. */
    Booking in(@Nullable Currency currency) {
        return amount instanceof Money
                ? this
                : new Booking(transactionId, amount.in(currency), description, timing, metadata);
    }

    public @Nullable LocalDate effectiveDate() {
        return timing.effectiveDate();
    }
}
