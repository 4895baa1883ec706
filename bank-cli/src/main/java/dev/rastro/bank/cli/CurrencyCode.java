package dev.rastro.bank.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Currency;

/** Reads a currency in which money can be counted. */
final class CurrencyCode implements ITypeConverter<Currency> {

    @Override
    public Currency convert(String code) {
        Currency currency;
        try {
            currency = Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'%s' is no ISO 4217 code such as EUR".formatted(code));
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new TypeConversionException("%s has no minor units to count in".formatted(code));
        }
        return currency;
    }
}
