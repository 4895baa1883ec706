/** Accounts as clients see them: what can be done, what can be asked. */
@NullMarked
package dev.rastro.bank.server.account;

import org.jspecify.annotations.NullMarked;
