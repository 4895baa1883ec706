package dev.rastro.bank.account;

import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * What every movement of money carries. Whether the amount is acceptable is for the rules to say.
 *
 * @param effectiveDate the day it counts for; null for the day it is recorded
 */
public record Booking(
        UUID transactionId,
        Money amount,
        String description,
        @Nullable LocalDate effectiveDate,
        Map<String, String> metadata) {

    public Booking {
        Limits.requireText("description", description, Limits.DESCRIPTION_LENGTH_MAX);
        metadata = Limits.requireMetadata(metadata);
    }
}
