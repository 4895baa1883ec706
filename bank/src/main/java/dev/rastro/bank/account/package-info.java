/**
 * Accounts and the money on them. Start at {@link dev.rastro.bank.account.AccountDecider}; the face
 * to the outside is {@link dev.rastro.bank.account.Accounts}.
 */
@NullMarked
package dev.rastro.bank.account;

import org.jspecify.annotations.NullMarked;
