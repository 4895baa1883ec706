package dev.rastro.bank.server.account.timetravel;

import dev.rastro.bank.server.account.readmodel.TransactionRow;

import java.math.BigDecimal;

/**
 * A transaction in a list.
 *
 * @param balance after it, in the order of the list; in minor units
 */
public record Movement(TransactionRow transaction, BigDecimal balance) {}
