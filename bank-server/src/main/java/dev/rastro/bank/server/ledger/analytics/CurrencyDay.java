package dev.rastro.bank.server.ledger.analytics;

import java.time.LocalDate;
import java.util.Currency;

/** What a row of table {@code analytics_day} is about. */
record CurrencyDay(Currency currency, LocalDate day) {}
