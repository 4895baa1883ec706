package dev.rastro.bank.customer;

import dev.rastro.bank.limit.Limits;

import org.jspecify.annotations.Nullable;

/** Where a customer lives; of many we know only the city. */
public record Address(
        @Nullable String street,
        String city,
        @Nullable String postalCode,
        @Nullable String country) {

    /** For commands only: what is recorded is taken as it is. */
    void requireWithinLimits() {
        requireName("street", street);
        Limits.requireNonBlank("city", city, Limits.NAME_LENGTH_MAX);
        requireName("postal code", postalCode);
        requireName("country", country);
    }

    private static void requireName(String what, @Nullable String text) {
        if (text != null) {
            Limits.requireNonBlank(what, text, Limits.NAME_LENGTH_MAX);
        }
    }
}
