package dev.rastro.benchmarks.peer;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** A deposit as a class of events that Axon's serializer can take; the same JSON as the bank's. */
record AxonDeposit(
        UUID transactionId,
        Amount amount,
        String description,
        LocalDate effectiveDate,
        Map<String, String> metadata) {

    record Amount(String amount, String currency) {}

    static AxonDeposit of(UUID transactionId) {
        return new AxonDeposit(
                transactionId, new Amount("1234.56", "EUR"), "benchmark", Deposits.DAY, Map.of());
    }
}
