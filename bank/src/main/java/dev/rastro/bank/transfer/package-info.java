/** Money from one account to another: both sides, or nothing. */
@NullMarked
package dev.rastro.bank.transfer;

import org.jspecify.annotations.NullMarked;
