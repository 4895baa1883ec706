package dev.rastro.bank.server.api.command;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.money.Money;
import dev.rastro.web.json.RawAmount;
import dev.rastro.web.problem.FieldCode;
import dev.rastro.web.problem.FieldError;
import dev.rastro.web.problem.HttpProblem;

import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** Amounts get their meaning from a currency: the one sent, the account's, or the bank's. */
final class Amounts {

    private final Accounts accounts;
    private final Currency bankCurrency;

    Amounts(Accounts accounts, Currency bankCurrency) {
        this.accounts = accounts;
        this.bankCurrency = bankCurrency;
    }

    Currency bankCurrency() {
        return bankCurrency;
    }

    /**
     * An amount for an account. Where there is no such account, any currency will do: the rules
     * refuse the command anyway.
     */
    Money of(RawAmount raw, Optional<Currency> sent, String accountId) {
        return of(raw, sent.map(Amounts::countable).orElseGet(() -> currencyOf(accountId)));
    }

    static Money of(RawAmount raw, Currency currency) {
        return raw.parse(text ->
                Money.parse(text, currency)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "must have at most %d decimals in %s, and fit"
                                                .formatted(
                                                        currency.getDefaultFractionDigits(),
                                                        currency))));
    }

    static Currency countable(Currency currency) {
        if (Money.isCountable(currency)) {
            return currency;
        }
        var detail = currency + " has no minor units to count in";
        throw HttpProblem.INVALID_REQUEST
                .because(detail)
                .errors(List.of(new FieldError("/currency", FieldCode.INVALID_CURRENCY, detail)))
                .exception();
    }

    private Currency currencyOf(String accountId) {
        return switch (accounts.newest(accountId)) {
            case Account.Open open -> open.currency();
            case Account.Closed closed -> closed.currency();
            case Account.Unopened unopened -> bankCurrency;
        };
    }
}
