package dev.rastro.bank.account;

import org.jspecify.annotations.Nullable;

/**
 * The other account of a transfer.
 *
 * @param ownerName as it was when the money moved; null if that was not recorded
 */
public record Counterparty(String accountId, @Nullable String ownerName) {}
