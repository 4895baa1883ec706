package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.account.Timing;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

/**
 * What commands need to know of the bank.
 *
 * @param currency of accounts whose opening names none
 * @param keyRequired whether commands without an {@code Idempotency-Key} are refused
 * @param effectiveDaysAhead how many days after today a movement may take effect at most
 */
public record Settings(Currency currency, boolean keyRequired, int effectiveDaysAhead) {

    /** Nothing takes effect after today. */
    public Settings(Currency currency, boolean keyRequired) {
        this(currency, keyRequired, 0);
    }

    public Timing timing(Optional<LocalDate> effectiveDate, LocalDate today) {
        return new Timing(effectiveDate.orElse(null), today, today.plusDays(effectiveDaysAhead));
    }
}
