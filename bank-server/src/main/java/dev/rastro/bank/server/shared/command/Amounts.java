package dev.rastro.bank.server.shared.command;

import dev.rastro.bank.money.Amount;
import dev.rastro.bank.money.Money;
import dev.rastro.web.json.RawAmount;
import dev.rastro.web.problem.FieldCode;
import dev.rastro.web.problem.FieldError;
import dev.rastro.web.problem.HttpProblem;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Amounts get their meaning from a currency: the one sent, the account's, or the bank's. */
public record Amounts(Currency bankCurrency) {

    /**
     * The amount, or the digits to be counted when the account is known. Where there is none, any
     * currency will do: the rules refuse the command anyway.
     */
    public Amount of(RawAmount raw, Optional<Currency> sent) {
        return sent.isPresent()
                ? of(raw, countable(sent.get()))
                : account -> of(raw, account == null ? bankCurrency : account);
    }

    public static Money of(RawAmount raw, Currency currency) {
        return raw.parse(text ->
                Money.parse(text, currency)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "must have at most %d decimals in %s, and fit"
                                                .formatted(
                                                        currency.getDefaultFractionDigits(),
                                                        currency))));
    }

    public static Currency countable(Currency currency) {
        if (Money.isCountable(currency)) {
            return currency;
        }
        var detail = currency + " has no minor units to count in";
        throw HttpProblem.INVALID_REQUEST
                .because(detail)
                .errors(List.of(new FieldError("/currency", FieldCode.INVALID_CURRENCY, detail)))
                .exception();
    }
}
