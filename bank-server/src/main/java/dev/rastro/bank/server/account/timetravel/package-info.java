/** Accounts at any moment of the past. */
@NullMarked
package dev.rastro.bank.server.account.timetravel;

import org.jspecify.annotations.NullMarked;
