package dev.rastro.bank.server.api.command;

import java.util.Currency;

/**
 * What commands need to know of the bank.
 *
 * @param currency of accounts whose opening names none
 * @param keyRequired whether commands without an {@code Idempotency-Key} are refused
 */
public record Settings(Currency currency, boolean keyRequired) {}
