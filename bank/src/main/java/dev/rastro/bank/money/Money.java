package dev.rastro.bank.money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** An amount in whole minor units (cents), never rounded. May be negative, as balances are. */
public record Money(long minorUnits, Currency currency) implements Amount {

    /** Refuses currencies without minor units to count in, such as gold. */
    public Money {
        if (!isCountable(currency)) {
            throw new IllegalArgumentException("no minor units: " + currency);
        }
    }

    /** This amount as it is: that it is of another currency is for the rules to refuse. */
    @Override
    public Money in(@Nullable Currency unused) {
        return this;
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Whether amounts of this currency can be held; false for XAU, XXX and their like. */
    public static boolean isCountable(Currency currency) {
        return currency.getDefaultFractionDigits() >= 0;
    }

    /**
     * Reads an amount as people may send it: ASCII digits, and perhaps a point and 1 digit up to
     * the currency's scale. Everything else is empty: signs, spaces, exponents, too many digits.
     */
    public static Optional<Money> parse(String text, Currency currency) {
        return DecimalText.unsigned(text, currency.getDefaultFractionDigits())
                .map(minorUnits -> new Money(minorUnits, currency));
    }

    /** Reads what {@link #decimal} wrote: as {@link #parse}, and a leading minus is allowed. */
    public static Optional<Money> parseSigned(String text, Currency currency) {
        return DecimalText.signed(text, currency.getDefaultFractionDigits())
                .map(minorUnits -> new Money(minorUnits, currency));
    }

    /** The sum; empty if it does not fit. */
    public Optional<Money> tryPlus(Money other) {
        requireSameCurrency(other);
        long sum = minorUnits + other.minorUnits;
        // Overflow shows in a sign that differs from that of both operands.
        boolean overflow = ((minorUnits ^ sum) & (other.minorUnits ^ sum)) < 0;
        return overflow ? Optional.empty() : Optional.of(new Money(sum, currency));
    }

    /** The difference; empty if it does not fit. */
    public Optional<Money> tryMinus(Money other) {
        requireSameCurrency(other);
        long difference = minorUnits - other.minorUnits;
        boolean overflow = ((minorUnits ^ other.minorUnits) & (minorUnits ^ difference)) < 0;
        return overflow ? Optional.empty() : Optional.of(new Money(difference, currency));
    }

    /**
     * @throws ArithmeticException if the sum does not fit
     */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /**
     * @throws ArithmeticException if the difference does not fit
     */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minorUnits, other.minorUnits), currency);
    }

    public boolean isMoreThan(Money other) {
        requireSameCurrency(other);
        return minorUnits > other.minorUnits;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    /** The amount alone, with exactly the currency's digits after the point, such as 12.30. */
    public String decimal() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits()).toPlainString();
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }

    /** Callers compare currencies first, because a mix is a refusal; here it can only be a bug. */
    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s".formatted(this, other));
        }
    }
}
