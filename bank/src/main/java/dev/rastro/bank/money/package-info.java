/** Exact amounts of money. Depends on nothing. */
@NullMarked
package dev.rastro.bank.money;

import org.jspecify.annotations.NullMarked;
