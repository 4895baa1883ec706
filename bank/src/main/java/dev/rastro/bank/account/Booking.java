package dev.rastro.bank.account;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** What every movement of money carries. Whether it is acceptable is for the rules to say. */
public record Booking(
        UUID transactionId,
        Money amount,
        String description,
        Timing timing,
        Map<String, String> metadata) {

    public Booking {
        Limits.requireText("description", description, Limits.DESCRIPTION_LENGTH_MAX);
        metadata = Limits.requireMetadata(metadata);
    }

    public @Nullable LocalDate effectiveDate() {
        return timing.effectiveDate();
    }
}
